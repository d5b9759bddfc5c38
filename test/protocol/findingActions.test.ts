// Actions on findings over the protocol: changes in other documents, fixing all findings of a rule, disabling a rule.
import assert from 'node:assert/strict'
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node'
import { uriOf } from '../../server/src/base/uri.ts'
import { profiles } from '../support/client.ts'
import { openEditor } from '../support/editor.ts'
import { until } from '../support/until.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b as FR-003 says\n'
const line = 8

const changesOf = (action: CodeAction | undefined): string[] =>
  (action?.edit?.documentChanges ?? []).map((change) =>
    'edits' in change
      ? `${(change as TextDocumentEdit).textDocument.uri}: ${change.edits.map((edit) => ('newText' in edit ? edit.newText : '')).join('')}`
      : `${change.kind} ${'uri' in change ? change.uri : ''}`,
  )
const titled = (actions: readonly CodeAction[], title: string): CodeAction | undefined =>
  actions.find((action) => action.title === title)

describe('actions on a finding', () => {
  const actionsAt = async (disk: Record<string, string>): Promise<CodeAction[]> => {
    const editor = await openEditor({ '/w/.git/HEAD': '', [path]: text, ...disk }, { asks: true }, undefined, ['/w'])
    editor.openFile(path)
    const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range: { start: { line, character: 33 }, end: { line, character: 33 } },
      context: { diagnostics: [], triggerKind: 1 },
    })
    await editor.stop()
    return actions
  }
  it('change an undefined id or add it, then disable the rule, the narrowest scope first', async () => {
    const actions = await actionsAt({})
    const titles = actions.map(({ title }) => title).filter((title) => /^(?:Change|Add|Disable|Turn)/.test(title))
    assert.deepEqual(titles.slice(0, 5), [
      'Change to "FR-002"',
      'Add "FR-003" to spec.md',
      'Disable undefined-id for This Line',
      'Disable undefined-id for This File',
      'Turn Off undefined-id in .specwise.json',
    ])
    const config = uriOf('/w/.specwise.json')
    assert.deepEqual(changesOf(titled(actions, 'Turn Off undefined-id in .specwise.json')), [
      `create ${config}`,
      `${config}: {\n  "rules": {\n    "undefined-id": "off"\n  }\n}\n`,
    ])
    assert.deepEqual(changesOf(titled(actions, 'Disable undefined-id for This File')), [
      `${uriOf(path)}: <!-- specwise-disable-file undefined-id: reason -->\n`,
    ])
  })
  it('change an existing configuration, but not one that cannot be read', async () => {
    const title = 'Turn Off undefined-id in .specwise.json'
    const [only] = changesOf(titled(await actionsAt({ '/w/.specwise.json': '{ "rules": {} }' }), title))
    assert.match(only ?? '', /\.specwise\.json: [\s\S]*"undefined-id": "off"/)
    assert.equal(titled(await actionsAt({ '/w/.specwise.json': '{ "rules": ' }), title), undefined)
  })
})

describe('disabling a rule', () => {
  const titlesAt = async (disk: Record<string, string | null>, uri: string): Promise<string[]> => {
    const files = { [path]: text, ...disk }
    const editor = await openEditor(files as Record<string, string>, {}, undefined, ['/w'])
    editor.open(uri, text)
    const at = { line, character: 33 }
    const actions = await editor.actions(uri, { start: at, end: at })
    await editor.stop()
    return actions.map(({ title }) => title).filter((title) => /^(?:Disable|Turn)/.test(title))
  }
  const inDocument = ['Disable undefined-id for This Line', 'Disable undefined-id for This File']
  const cases: readonly [name: string, disk: Record<string, string | null>, uri: string][] = [
    ['that is not on the disk', {}, 'untitled:Untitled-1'],
    ['without a repository', {}, uriOf(path)],
    ['whose configuration cannot be read', { '/w/.git/HEAD': '', '/w/.specwise.json': null }, uriOf(path)],
  ]
  for (const [name, disk, uri] of cases)
    it(`is offered only in the document for one ${name}`, async () =>
      assert.deepEqual(await titlesAt(disk, uri), inDocument))
})

describe('actions on a duplicate', () => {
  it('renumber its list, and show how many items change', async () => {
    const twice = text.replace('as FR-003 says', 'fast').replace('FR-002', 'FR-001')
    const editor = await openEditor({ '/w/.git/HEAD': '', [path]: twice }, { asks: true }, undefined, ['/w'])
    editor.openFile(path)
    const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range: { start: { line, character: 6 }, end: { line, character: 6 } },
      context: { diagnostics: [], triggerKind: 1 },
    })
    await editor.stop()
    assert.deepEqual(changesOf(titled(actions, 'Renumber This List (1 Item)')), [`${uriOf(path)}: FR-002`])
  })
})

describe('actions in a configuration', () => {
  it('change an unknown rule to the nearest known one', async () => {
    const config = '/w/.specwise.json'
    const disk = { '/w/.git/HEAD': '', [config]: '{ "rules": { "duplicate-ids": "off" } }' }
    const editor = await openEditor(disk, {}, undefined, ['/w'])
    editor.openFile(config)
    const ask = (character: number): Promise<CodeAction[]> =>
      editor.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: uriOf(config) },
        range: { start: { line: 0, character }, end: { line: 0, character } },
        context: { diagnostics: [], triggerKind: 1 },
      })
    const [only, second] = await ask(16)
    assert.equal(second, undefined)
    assert.deepEqual([only?.title, changesOf(only)], ['Change to "duplicate-id"', [`${uriOf(config)}: "duplicate-id"`]])
    assert.deepEqual(await ask(3), [])
    await editor.stop()
  })
})

describe('all findings of a rule', () => {
  it('are fixed by one command, but not in a changed document', async () => {
    const bad = text.replace('**FR-001**', '**FR 001**').replace('**FR-002**', '**FR 002**')
    const editor = await openEditor({ '/w/.git/HEAD': '', [path]: bad }, {}, undefined, ['/w'])
    editor.openFile(path)
    const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range: { start: { line, character: 5 }, end: { line, character: 5 } },
      context: { diagnostics: [], triggerKind: 1 },
    })
    const all = titled(actions, 'Fix All malformed-id Problems in This File')
    assert.ok(all?.command, actions.map(({ title }) => title).join())
    const { command, arguments: args } = all.command
    const run = (): Promise<unknown> =>
      editor.connection.sendRequest('workspace/executeCommand', { command, arguments: args })
    assert.deepEqual(await run(), { applied: true })
    assert.equal(editor.text(path), text)
    assert.equal(((await run()) as { changed: boolean }).changed, true)
    await editor.stop()
  })
})

describe('a broken link in an attachment', () => {
  it('has its finding while the file is open, and actions that correct or suppress it', async () => {
    const research = '/w/specs/004-queue/research.md'
    const link = 'See [the readme](README.md)\n'
    const disk = {
      '/w/.git/HEAD': '',
      '/w/README.md': '',
      '/w/specs/004-queue/spec.md': '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: a\n',
      [research]: link,
    }
    const editor = await openEditor(disk, {}, undefined, ['/w'])
    editor.openFile(research)
    const textDocument = { uri: uriOf(research) }
    const pulled = (await editor.connection.sendRequest('textDocument/diagnostic', { textDocument })) as {
      items: Diagnostic[]
    }
    assert.deepEqual(
      pulled.items.map(({ message }) => message),
      ['Broken link: "README.md" does not exist. Did you mean "../../README.md"?'],
    )
    const at = { line: 0, character: 18 }
    const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument,
      range: { start: at, end: at },
      context: { diagnostics: [], triggerKind: 1 },
    })
    assert.deepEqual(changesOf(titled(actions, 'Change to "../../README.md"')), [`${uriOf(research)}: ../../README.md`])
    const titles = actions.map(({ title }) => title).filter((title) => /Disable|Turn Off/.test(title))
    assert.deepEqual(titles, [
      'Disable broken-link for This Line',
      'Disable broken-link for This File',
      'Turn Off broken-link in .specwise.json',
    ])
    editor.type(research, link.replace('README.md', '../../README.md'))
    const again = (await editor.connection.sendRequest('textDocument/diagnostic', { textDocument })) as {
      items: Diagnostic[]
    }
    assert.deepEqual(again.items, [])
    await editor.stop()
  })
  it('appears and disappears with changes of another document of the specification', async () => {
    const research = '/w/specs/004-queue/research.md'
    const spec = '/w/specs/004-queue/spec.md'
    const text = '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: a\n\n## Limits\n\nNone.\n'
    const editor = await openEditor(
      { '/w/.git/HEAD': '', [spec]: text, [research]: '[a](spec.md#limits)\n' },
      {},
      profiles.neovim,
      ['/w'],
    )
    let shown: Diagnostic[] | undefined
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      if (uri === uriOf(research)) shown = diagnostics
    })
    editor.openFile(spec)
    editor.openFile(research)
    await until(() => shown?.length === 0)
    editor.type(spec, text.replace('## Limits', '## Bounds'))
    await until(() => shown?.length === 1)
    editor.type(spec, text)
    await until(() => shown?.length === 0)
    await editor.stop()
  })
})
