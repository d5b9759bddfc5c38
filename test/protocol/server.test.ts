// The server over real JSON-RPC, with the capabilities of different editors.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type Client, connect, editsOf, profiles } from '../support/client.ts'
import { until } from '../support/until.ts'

const uri = 'file:///w/docs/specs/002/spec.md'
const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const defective = readFileSync(`${examples}docs/specs/002-defective/spec.md`, 'utf8')
const good = readFileSync(`${examples}docs/specs/001-good/spec.md`, 'utf8').replace('SPEC-001', 'SPEC-002')
const readme = readFileSync(`${examples}README.md`, 'utf8')

async function withClient(
  profile: keyof typeof profiles,
  work: (client: Client) => Promise<void>,
  options?: unknown,
): Promise<void> {
  const client = await connect(profiles[profile], options)
  try {
    await work(client)
  } finally {
    await client.stop()
  }
}

describe('diagnostics', () => {
  it('are pulled by a client that supports it, and never pushed to it', () =>
    withClient('vscode', async (client) => {
      client.open(uri, defective)
      const report = await client.pull(uri)
      assert.equal(report.kind, 'full')
      const items = report.kind === 'full' ? report.items : []
      assert.ok(items.length > 8)
      assert.deepEqual(client.published, [])
      assert.ok(client.result.capabilities.diagnosticProvider)
      assert.equal((await client.pull(uri, report.resultId)).kind, 'unchanged')
      client.change(uri, 2, { text: good })
      const after = await client.pull(uri, report.resultId)
      assert.deepEqual(after.kind === 'full' && after.items, [])
    }))

  for (const profile of ['neovim', 'eglot', 'bare'] as const) {
    it(`are pushed with a version to a client that cannot pull (${profile})`, () =>
      withClient(profile, async (client) => {
        assert.equal(client.result.capabilities.diagnosticProvider, undefined)
        client.open(uri, defective)
        const diagnostics = await client.pushed(uri, 1)
        assert.ok(diagnostics.length > 8)
        const related = diagnostics.find((diagnostic) => diagnostic.code === 'duplicate-id')?.relatedInformation
        if (profile === 'eglot') assert.equal(related, undefined)
        else assert.equal(related?.[0]?.location.uri, uri)
      }))
  }

  it('have a source, a code, a link and a tight range', () =>
    withClient('neovim', async (client) => {
      client.open(uri, defective)
      const document = TextDocument.create(uri, 'markdown', 1, defective)
      for (const diagnostic of await client.pushed(uri, 1)) {
        assert.equal(diagnostic.source, 'specwise')
        assert.match(String(diagnostic.code), /^[a-z]+(?:-[a-z]+)*$/)
        assert.match(diagnostic.codeDescription?.href ?? '', new RegExp(`/docs/rules/${diagnostic.code}\\.md$`))
        assert.equal(diagnostic.range.start.line, diagnostic.range.end.line)
        assert.ok(document.getText(diagnostic.range).length > 0)
        assert.match(String(diagnostic.message), /[.?!…]$/)
      }
    }))

  it('have a link to the page of their rule in a client that shows pages', () =>
    withClient(
      'neovim',
      async (client) => {
        client.open(uri, defective)
        const found = (await client.pushed(uri, 1)).find(({ code }) => code === 'duplicate-id')
        assert.equal(found?.codeDescription?.href, 'command:specwise.showRule?%5B%22duplicate-id%22%5D')
      },
      { rulePages: true },
    ))

  it('follow incremental changes', () =>
    withClient('neovim', async (client) => {
      client.open(uri, defective)
      const before = await client.pushed(uri, 1)
      const document = TextDocument.create(uri, 'markdown', 1, defective)
      const at = defective.indexOf('2026-02-30') + 8
      const range = { start: document.positionAt(at), end: document.positionAt(at + 1) }
      client.change(uri, 2, { range, text: '2' })
      const after = await client.pushed(uri, 2)
      assert.equal(after.length, before.length - 1)
    }))

  it('are removed when the document is closed', () =>
    withClient('neovim', async (client) => {
      client.open(uri, defective)
      await client.pushed(uri, 1)
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
      await client.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      })
      assert.deepEqual(client.published.at(-1)?.diagnostics, [])
    }))

  it('are empty for ordinary Markdown, templates and other languages', () =>
    withClient('vscode', async (client) => {
      const cases: [string, string, string][] = [
        ['file:///w/README.md', readme, 'markdown'],
        ['file:///w/docs/specs/templates/spec.md', defective, 'markdown'],
        ['file:///w/a.txt', defective, 'plaintext'],
      ]
      for (const [otherUri, text, language] of cases) {
        client.open(otherUri, text, language)
        const report = await client.pull(otherUri)
        assert.deepEqual(report.kind === 'full' && report.items, [], otherUri)
      }
      const unknown = await client.pull('file:///w/never-opened.md')
      assert.deepEqual(unknown.kind === 'full' && unknown.items, [])
    }))

  it('are computed again for a reopened document', () =>
    withClient('vscode', async (client) => {
      client.open(uri, defective)
      const first = await client.pull(uri)
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
      client.open(uri, good)
      const again = await client.pull(uri, first.resultId)
      assert.deepEqual(again.kind === 'full' && again.items, [])
    }))

  it('are sent once for edits that arrive together', () =>
    withClient('neovim', async (client) => {
      client.open(uri, good)
      await client.pushed(uri, 1)
      for (let version = 2; version <= 20; version++) client.change(uri, version, { text: `${good}\n${version}` })
      await client.pushed(uri, 20)
      const versions = client.published.map(({ version }) => version ?? 0)
      assert.ok(versions.length < 20, 'not once per edit')
      assert.deepEqual(
        versions,
        versions.toSorted((a, b) => a - b),
      )
    }))
})

describe('code actions', () => {
  const range = (text: string, part: string) => {
    const document = TextDocument.create(uri, 'markdown', 1, text)
    const start = text.indexOf(part)
    return { start: document.positionAt(start), end: document.positionAt(start + part.length) }
  }

  it('belong to a diagnostic, are preferred and versioned', () =>
    withClient('vscode', async (client) => {
      client.open(uri, defective)
      const report = await client.pull(uri)
      const items = report.kind === 'full' ? report.items : []
      const diagnostic = items.find((candidate) => candidate.code === 'malformed-id')
      assert.ok(diagnostic)
      const [action] = await client.actions(uri, diagnostic.range, [diagnostic])
      assert.deepEqual(action?.diagnostics, [diagnostic])
      assert.equal(action?.isPreferred, true)
      assert.equal(action?.kind, 'quickfix')
      const [change] = action?.edit?.documentChanges ?? []
      assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri, version: 1 })
      const document = TextDocument.create(uri, 'markdown', 1, defective)
      const fixed = TextDocument.applyEdits(document, editsOf(action?.edit, uri))
      assert.ok(fixed.includes('- **FR-002**: System MUST encrypt objects'))
    }))

  it('use plain changes for a client without documentChanges', () =>
    withClient('eglot', async (client) => {
      client.open(uri, defective)
      await client.pushed(uri, 1)
      const [action] = await client.actions(uri, range(defective, 'FR 002'))
      assert.equal(action?.edit?.documentChanges, undefined)
      assert.equal(editsOf(action?.edit, uri).length, 1)
    }))

  it('number a whole list', () =>
    withClient('vscode', async (client) => {
      client.open(uri, defective)
      const [action] = await client.actions(uri, range(defective, 'A bucket is ready'))
      const document = TextDocument.create(uri, 'markdown', 1, defective)
      const fixed = TextDocument.applyEdits(document, editsOf(action?.edit, uri))
      assert.match(fixed, /- \*\*SC-001\*\*: A bucket is ready[^\n]*\n- \*\*SC-002\*\*: The monthly cost/)
    }))

  it('are empty without a finding or if other kinds are requested', () =>
    withClient('vscode', async (client) => {
      client.open(uri, defective)
      assert.deepEqual(await client.actions(uri, range(defective, 'One claim gives'), [], ['quickfix']), [])
      assert.deepEqual(
        await client.actions(uri, range(defective, 'FR 002'), [], ['refactor', 'source.organizeImports']),
        [],
      )
      const fixes = await client.actions(uri, range(defective, 'FR 002'), [], ['quickfix'])
      assert.deepEqual(
        fixes.map(({ title }) => title),
        [
          'Change to "FR-002"',
          'Fix All malformed-id Problems in This File',
          'Disable malformed-id for This Line',
          'Disable malformed-id for This File',
        ],
      )
    }))
})

describe('document symbols', () => {
  const symbols = (client: Client): Promise<DocumentSymbol[]> =>
    client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })

  it('are sections that contain items', () =>
    withClient('neovim', async (client) => {
      client.open(uri, good)
      const [top] = await symbols(client)
      assert.equal(top?.name, 'Spec: Message queues on demand')
      const kinds = new Map<string, SymbolKind>()
      const walk = ({ name, kind, children = [] }: DocumentSymbol): void => {
        kinds.set(name, kind)
        children.forEach(walk)
      }
      if (top) walk(top)
      assert.equal(kinds.get('Requirements'), SymbolKind.String)
      assert.equal(kinds.get('FR-003'), SymbolKind.Field)
    }))

  it('are flat for clients without hierarchies, empty for ordinary Markdown, and off if the client suppresses them', async () => {
    await withClient('eglot', async (client) => {
      client.open(uri, good)
      assert.ok((await symbols(client)).some((symbol) => symbol.name.startsWith('FR-001 ')))
    })
    await withClient('neovim', async (client) => {
      client.open(uri, readme)
      assert.deepEqual(await symbols(client), [])
    })
    await withClient(
      'vscode',
      async (client) => assert.equal(client.result.capabilities.documentSymbolProvider, undefined),
      { suppress: ['documentSymbol'] },
    )
  })

  it('are only items if the editor has its own outline of headings', () =>
    withClient(
      'vscode',
      async (client) => {
        client.open(
          uri,
          '# Spec: Queue\n\n## User Stories\n\n### US-1: Order a queue\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b | c\n\n## Tasks\n\n- [ ] T001: d\n',
        )
        const summaries = (await symbols(client)).map(({ name, detail, kind, children }) => [
          name,
          detail,
          kind,
          children?.length,
        ])
        assert.deepEqual(summaries, [
          ['US-1', 'Order a queue', SymbolKind.Class, 0],
          ['FR-001', 'a', SymbolKind.Field, 0],
          ['FR-002', 'b', SymbolKind.Field, 0],
          ['T001', 'd', SymbolKind.Event, 0],
        ])
      },
      { suppress: ['headings'] },
    ))
})

describe('the server', () => {
  it('sends the status of a document to a client that asked for it', () =>
    withClient(
      'vscode',
      async (client) => {
        client.open(uri, defective)
        client.open('file:///w/README.md', readme)
        await until(() => client.statuses.length === 2)
        assert.deepEqual(client.statuses.map((status) => status.format).sort(), ['seed', null].sort())
      },
      { status: true },
    ))

  it('survives invalid requests', () =>
    withClient('vscode', async (client) => {
      client.open(uri, good)
      client.change(uri, 2, {
        range: { start: { line: 9999, character: 9 }, end: { line: 0, character: 0 } },
        text: 'x',
      })
      client.change('file:///w/unknown.md', 1, { text: 'x' })
      await client.actions(uri, { start: { line: 1e6, character: 1e6 }, end: { line: 0, character: 0 } })
      await assert.rejects(client.connection.sendRequest('no/such/method'))
      assert.equal((await client.pull(uri)).kind, 'full')
    }))
})
