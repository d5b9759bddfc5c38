// Questions over the protocol: the actions by client capabilities, and that a change is made completely or not at all.
import assert from 'node:assert/strict'
import type { CodeAction, CodeLens } from 'vscode-languageserver/node'
import { today } from '../../server/src/base/date.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import {
  type AnswerArguments,
  answerCommand,
  type ResolveArguments,
  type Resolved,
  type SpecQuestions,
} from '../../server/src/lsp/messages.ts'
import { profiles } from '../support/client.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { until } from '../support/until.ts'

const folder = '/w/docs/specs/004-queue'
const spec = `${folder}/spec.md`
const plan = `${folder}/plan.md`
const log = `${folder}/clarifications.md`
const specText =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]\n'
const disk = () => ({
  '/w/.git/HEAD': '',
  [spec]: specText,
  [plan]: '# Plan: Queue\n\n**Spec**: [SPEC-004](spec.md)\n',
})
const at = (text: string, part: string) => {
  const before = text.slice(0, text.indexOf(part)).split('\n')
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}
const marker = { start: at(specText, '[NEEDS'), end: at(specText, '[NEEDS') }

const resolve = (editor: Editor, overrides: Partial<ResolveArguments>): Promise<Resolved> =>
  editor.connection.sendRequest('workspace/executeCommand', {
    command: 'specwise.resolve',
    arguments: [
      { uri: uriOf(spec), version: 1, position: marker.start, action: 'log', answer: '4 days', ...overrides },
    ],
  })
const withSpec = async (files: Record<string, string> = disk()): Promise<Editor> => {
  const editor = await openEditor(files)
  editor.openFile(spec)
  return editor
}

describe('a question over the protocol', () => {
  it('is answered by a command if the client asks for the answer', async () => {
    const editor = await withSpec()
    const actions = await editor.actions(uriOf(spec), marker)
    assert.deepEqual(
      actions.slice(0, 2).map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Record Decision "CL-1" in clarifications.md…', true],
        ['Answer in Place…', false],
      ],
    )
    const args = actions[0]?.command?.arguments?.[0] as AnswerArguments
    assert.equal(args.question, 'how many days?')
    const { applied, blanks } = await resolve(editor, args)
    assert.ok(applied)
    // The cursor goes to the rationale, then to who decided, then to who asked.
    assert.equal(blanks?.uri, uriOf(log))
    const lines = (editor.text(log) ?? '').split('\n')
    const words = blanks?.ranges.map(({ start, end }) => lines[start.line]?.slice(start.character, end.character))
    assert.deepEqual(words, ['[why]', '[who]', '[who]'])
    await editor.stop()
  })
  it('is found from a selection around it, and distinguished from an adjacent one', async () => {
    const two = specText.replace('days?]', 'days?][NEEDS CLARIFICATION: which region?]')
    const editor = await withSpec({ ...disk(), [spec]: two })
    const start = at(two, '- **FR-001')
    const selected = await editor.actions(uriOf(spec), { start, end: { ...start, character: 200 } }, [], ['quickfix'])
    const answers = selected.flatMap(({ command }) =>
      command?.command === answerCommand ? (command.arguments as AnswerArguments[]) : [],
    )
    assert.deepEqual(
      answers.map(({ question, position }) => [question, position.character]),
      ['how many days?', 'which region?'].flatMap((question) => {
        const { character } = at(two, `[NEEDS CLARIFICATION: ${question}`)
        return [
          [question, character],
          [question, character],
        ]
      }),
    )
    const position = at(two, '[NEEDS CLARIFICATION: which')
    assert.deepEqual(await resolve(editor, { position, action: 'place', answer: 'eu' }), { applied: true })
    assert.match(editor.text(spec) ?? '', /how many days\?\]\[CLARIFIED: eu\]/)
    await editor.stop()
  })
  it('is answered by plain edits if the client does not ask, with the answer selected', async () => {
    const editor = await openEditor(disk(), {})
    editor.openFile(spec)
    const [first, second] = await editor.actions(uriOf(spec), marker)
    assert.ok(first?.edit?.documentChanges?.length === 3, 'a file, and two edits')
    assert.equal(first?.command?.command, 'specwise.select')
    assert.match(JSON.stringify(second?.edit), /\[CLARIFIED: …\]/)
    await editor.connection.sendRequest('workspace/executeCommand', second?.command)
    const start = { line: 8, character: specText.split('\n')[8]?.indexOf('[NEEDS') ?? 0 }
    const from = start.character + '[CLARIFIED: '.length
    assert.deepEqual(editor.shown[0]?.selection, {
      start: { line: 8, character: from },
      end: { line: 8, character: from + 1 },
    })
    await editor.stop()
  })
  it('is answered by a snippet if the client supports it', async () => {
    const workspaceEdit = { documentChanges: true, snippetEditSupport: true }
    const editor = await openEditor(disk(), {}, { ...profiles.neovim, workspace: { workspaceEdit } })
    editor.openFile(spec)
    const actions = await editor.actions(uriOf(spec), marker)
    // The client cannot create files, so no log is offered.
    assert.deepEqual(
      actions.filter(({ title }) => !title.startsWith('Disable')).map(({ title }) => title),
      ['Answer in Place', 'Insert "FR-002" Below', 'Retire "FR-001"'],
    )
    assert.match(JSON.stringify(actions[0]?.edit), /\[CLARIFIED: \$\{1:…\}\]\$0/)
    await editor.stop()
  })
  it('is counted in a code lens above the title, and the status has a lens for the next word', async () => {
    const editor = await withSpec({ ...disk(), [plan]: '# Plan: Queue\n\n**Storage**: NEEDS CLARIFICATION\n' })
    const lenses = (await editor.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: uriOf(spec) },
    })) as CodeLens[]
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title, command?.command]),
      [
        [0, '2 open questions, 1 in other documents', 'specwise.resolveClarifications'],
        [3, 'Next: in-review', 'specwise.chooseStatus'],
      ],
    )
    await editor.stop()
  })
  it('is shown by its lens in a client that does not ask, also in another document', async () => {
    const question = '# Plan: Queue\n\n**Storage**: NEEDS CLARIFICATION\n'
    const files = { ...disk(), [spec]: specText.replace(/ \[NEEDS.*/, ' x'), [plan]: question }
    const start = at(question, 'NEEDS')
    const range = { start, end: { ...start, character: start.character + 'NEEDS CLARIFICATION'.length } }
    for (const [window, command] of [
      [{ showDocument: { support: true } }, 'specwise.select'],
      [{}, ''],
    ] as const) {
      const editor = await openEditor(files, {}, { ...profiles.vscode, window })
      editor.openFile(spec)
      const [lens] = (await editor.connection.sendRequest('textDocument/codeLens', {
        textDocument: { uri: uriOf(spec) },
      })) as CodeLens[]
      assert.deepEqual([lens?.command?.command, lens?.command?.arguments], [command, [uriOf(plan), range]])
      await editor.stop()
    }
  })
})

describe('a decision over the protocol', () => {
  it('is one edit of two documents, with a log created from the template', async () => {
    const editor = await withSpec()
    assert.equal((await resolve(editor, { show: true })).applied, true)
    assert.equal(editor.applied.length, 1)
    assert.match(editor.text(spec) ?? '', /keep messages for 4 days \(CL-1\)\n$/)
    const written = editor.text(log) ?? ''
    assert.match(written, new RegExp(`## CL-1 — ${today()} — how many days\\?\n`))
    const { selection, uri } = editor.shown[0] ?? {}
    assert.equal(uri, uriOf(log))
    assert.equal(written.split('\n')[selection?.start.line ?? 0], '**Rationale**: [why]')
    // The written text has no findings other than its placeholders.
    const report = await editor.pull(uriOf(spec))
    const codes = report.kind === 'full' ? report.items.map(({ code }) => code) : []
    assert.ok(!codes.includes('undefined-id') && !codes.includes('open-clarification'), codes.join())
    await editor.stop()
  })
  it('is appended to a log, open or not', async () => {
    const old = '# Clarifications Log — Queue\n\n## CL-1 — 2026-01-02 — Why?\n\n**Decision**: so\n'
    for (const open of [false, true]) {
      const editor = await withSpec({ ...disk(), [log]: old })
      if (open) editor.openFile(log)
      assert.deepEqual(await resolve(editor, {}), { applied: true })
      assert.ok(editor.text(log)?.startsWith(`${old}\n## CL-2 — `))
      await editor.stop()
    }
  })
})

describe('a failing change', () => {
  const old = '# Clarifications Log — Queue\n\n## CL-1 — 2026-01-02 — Why?\n\n**Decision**: so\n'
  const states: Record<string, Record<string, string>> = {
    'an existing log': { ...disk(), [log]: old },
    'a new log': disk(),
  }
  for (const [name, files] of Object.entries(states)) {
    // With an existing log, the change has two steps, so it cannot fail after the second one.
    const steps = files[log] === undefined ? [0, 1, 2] : [0, 1]
    for (const fail of ['throws' as const, ...steps.map((after) => ({ after }))]) {
      it(`leaves everything unchanged: ${name}, ${fail === 'throws' ? 'an error' : `after ${fail.after} steps`}`, async () => {
        const editor = await withSpec({ ...files })
        editor.fail = fail
        const resolved = await resolve(editor, {})
        assert.equal(resolved.applied, false)
        assert.match(resolved.reason ?? '', /did not apply the change: /)
        assert.equal(editor.text(spec), specText)
        assert.equal(editor.text(log), files[log])
        // Nothing is undone if nothing was applied.
        assert.equal(editor.applied.length, fail === 'throws' || fail.after === 0 ? 1 : 2)
        // The change can be tried again.
        assert.deepEqual(await resolve(editor, { version: editor.version(spec) ?? 0 }), { applied: true })
        await editor.stop()
      })
    }
  }

  it('is refused for an outdated version, and succeeds with the current one', async () => {
    const editor = await withSpec()
    editor.type(spec, `${specText}\nmore\n`)
    assert.deepEqual(await resolve(editor, {}), {
      applied: false,
      changed: true,
      reason: 'The document has changed in the meantime. Try again.',
    })
    assert.deepEqual(await resolve(editor, { version: 2 }), { applied: true })
    await editor.stop()
  })
  it('is refused when the document changes before it is applied', async () => {
    const editor = await withSpec()
    editor.meanwhile = () => {
      editor.meanwhile = undefined
      editor.type(spec, `x\n${specText}`)
    }
    const resolved = await resolve(editor, {})
    assert.deepEqual([resolved.applied, resolved.changed], [false, true])
    assert.equal(editor.text(spec), `x\n${specText}`)
    assert.equal(editor.text(log), undefined)
    await editor.stop()
  })
  it('is made once when the same request is sent twice', async () => {
    const editor = await withSpec()
    const [first, second] = await Promise.all([resolve(editor, {}), resolve(editor, {})])
    assert.deepEqual([first?.applied, second?.applied, second?.changed], [true, false, true])
    assert.match(editor.text(spec) ?? '', /4 days \(CL-1\)/)
    assert.match(editor.text(log) ?? '', /## CL-1/)
    await editor.stop()
  })
  it('gives two questions in two documents different ids at the same time', async () => {
    const planned = `${disk()[plan]}\n**Storage**: NEEDS CLARIFICATION: which one?\n`
    const old = '# Clarifications Log — Queue\n'
    const editor = await withSpec({ ...disk(), [plan]: planned, [log]: old })
    editor.openFile(plan)
    const planQuestion = { uri: uriOf(plan), position: at(planned, 'NEEDS') }
    const both = await Promise.all([resolve(editor, {}), resolve(editor, planQuestion)])
    assert.deepEqual(both, [{ applied: true }, { applied: true }])
    assert.deepEqual(editor.text(log)?.match(/^## CL-\d/gm), ['## CL-1', '## CL-2'])
    await editor.stop()
  })
  it('is refused for an empty answer or another question', async () => {
    const editor = await withSpec()
    for (const answer of ['', ' \n']) assert.match((await resolve(editor, { answer })).reason ?? '', /empty/)
    const wrongQuestion = await resolve(editor, { question: 'which region?' })
    assert.deepEqual([wrongQuestion.applied, wrongQuestion.changed], [false, true])
    assert.deepEqual(await resolve(editor, { question: 'how many days?' }), { applied: true })
    await editor.stop()
  })
  it('reports invalid arguments', async () => {
    const editor = await withSpec()
    await assert.rejects(
      editor.connection.sendRequest('workspace/executeCommand', { command: 'specwise.resolve', arguments: [{}] }),
      /invalid arguments/,
    )
    assert.match((await resolve(editor, { uri: 'file:///nowhere.md' })).reason ?? '', /is not open/)
    assert.match(
      (await resolve(editor, { action: 'dance' })).reason ?? '',
      /This question was changed or already resolved/,
    )
    assert.match(
      (await resolve(editor, { position: { line: 0, character: 0 } })).reason ?? '',
      /This question was changed or already resolved/,
    )
    await editor.stop()
  })
})

describe('actions on answers and selections', () => {
  it('reopen an answer and turn a selection into a question, as plain edits', async () => {
    const text = specText.replace('[NEEDS CLARIFICATION: how many days?]', '[CLARIFIED: 4 days]')
    const editor = await withSpec({ ...disk(), [spec]: text })
    const start = at(text, 'messages')
    const selection = { start, end: { ...start, character: start.character + 8 } }
    const titles = (actions: CodeAction[]) => actions.map(({ title, kind }) => `${kind} ${title}`)
    assert.deepEqual(titles(await editor.actions(uriOf(spec), selection, [], ['refactor'])), [
      'refactor.rewrite Convert Selection to Question',
      'refactor.rewrite Insert "FR-002" Below',
      'refactor.rewrite Retire "FR-001"',
    ])
    const answer = { start: at(text, '4 days'), end: at(text, '4 days') }
    const [reopen] = (await editor.actions(uriOf(spec), answer)).filter(({ title }) => title.startsWith('Reopen'))
    assert.match(JSON.stringify(reopen?.edit), /\[NEEDS CLARIFICATION: 4 days\?\]/)
    await editor.stop()
  })
})

describe('the status over the protocol', () => {
  const next = async (disabledSupport: boolean): Promise<string[]> => {
    const { vscode } = profiles
    const codeAction = { ...vscode.textDocument.codeAction, disabledSupport }
    const editor = await openEditor(disk(), {}, { ...vscode, textDocument: { ...vscode.textDocument, codeAction } })
    editor.openFile(spec)
    const place = at(specText, 'draft')
    const actions = await editor.actions(uriOf(spec), { start: place, end: place }, [], ['refactor'])
    await editor.stop()
    return actions.map(
      ({ title, disabled, edit }) => `${title}: ${disabled?.reason ?? JSON.stringify(edit).length > 2}`,
    )
  }
  it('can be set to the next words, with the obstacles as reasons if the client supports disabled actions', async () => {
    const rest = ['approved', 'implementing', 'done'].flatMap((word) => [
      `Set Status to "${word}": Blocked by 1 open question: "how many days?"`,
      `Set Status to "${word}" (1 open question: "how many days?"): true`,
    ])
    assert.deepEqual(await next(true), ['Set Status to "in-review": true', ...rest])
    assert.deepEqual(await next(false), ['Set Status to "in-review": true', ...rest.filter((_, k) => k % 2 === 1)])
  })
})

describe('the open questions of a workspace', () => {
  const otherSpec = '/w/docs/specs/005-topic/spec.md'
  const questionsIn = (editor: Editor, uri?: string): Promise<SpecQuestions[]> =>
    editor.connection.sendRequest('specwise/questions', { uri })
  const summaries = (specs: SpecQuestions[]): string[] =>
    specs.flatMap(({ title, questions }) => questions.map(({ question, item }) => `${title}: ${item} ${question}`))
  const files = () => ({
    ...disk(),
    [otherSpec]: specText
      .replace('how many days', 'which region')
      .replace('SPEC-004', 'SPEC-005')
      .replace('Queue', 'Topic'),
    '/w/README.md': '# Readme\n\n[NEEDS CLARIFICATION: none of ours?]\n',
    '/w/.gitignore': 'ignored/\n',
    '/w/ignored/006-x/spec.md': specText,
  })
  const start = (disk: Record<string, string>): Promise<Editor> =>
    openEditor(disk, { asks: true, follows: true }, undefined, ['/w'])

  it('are those of all specifications, with the ways to answer them', async () => {
    const editor = await start(files())
    const specs = await questionsIn(editor)
    assert.deepEqual(summaries(specs), [
      'SPEC-004 Queue: FR-001 how many days?',
      'SPEC-005 Topic: FR-001 which region?',
    ])
    assert.deepEqual(
      specs[0]?.questions[0]?.answers.map(({ action }) => action),
      ['log', 'place'],
    )
    assert.deepEqual(specs[0]?.questions[0]?.range.start, marker.start)
    editor.openFile(otherSpec)
    assert.deepEqual(summaries(await questionsIn(editor, uriOf(otherSpec))), ['SPEC-005 Topic: FR-001 which region?'])
    await editor.stop()
  })
  it('follow edits, created and deleted files, and equal those of a fresh start', async () => {
    const now = files()
    const editor = await start(now)
    await questionsIn(editor)
    let changes = 0
    editor.connection.onNotification('specwise/specsChanged', () => void changes++)
    editor.openFile(spec)
    editor.type(spec, `${specText}- **FR-002**: [NEEDS CLARIFICATION: another?]\n`)
    assert.deepEqual(summaries(await questionsIn(editor)).slice(0, 2), [
      'SPEC-004 Queue: FR-001 how many days?',
      'SPEC-004 Queue: FR-002 another?',
    ])
    delete (now as Record<string, string>)[otherSpec]
    ;(now as Record<string, string>)['/w/docs/specs/007-new/spec.md'] = specText.replace('SPEC-004', 'SPEC-007')
    ;(now as Record<string, string>)[plan] = `${now[plan]}\n**Storage**: NEEDS CLARIFICATION\n`
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf(otherSpec), type: 3 },
        { uri: uriOf('/w/docs/specs/007-new/spec.md'), type: 1 },
        { uri: uriOf(plan), type: 2 },
      ],
    })
    assert.deepEqual(summaries(await questionsIn(editor)), [
      'SPEC-004 Queue: FR-001 how many days?',
      'SPEC-004 Queue: FR-002 another?',
      'SPEC-004 Queue: null Storage',
      'SPEC-007 Queue: FR-001 how many days?',
    ])
    await until(() => changes > 0)
    await editor.stop()
  })
})
