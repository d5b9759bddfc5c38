// Clients that watch files: what was read from disk is cached until they report a change. Operations that change files read it
// again.
import assert from 'node:assert/strict'
import type { ClientCapabilities } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import type { NewSpecPlan } from '../../server/src/lsp/messages.ts'
import type { Files } from '../../server/src/workspace/files.ts'
import { createWatchedFiles } from '../../server/src/workspace/watchedFiles.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { until } from '../support/until.ts'

const folder = '/w/docs/specs/004-queue'
const spec = `${folder}/spec.md`
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST answer.\n- See [it](picture.png).\n'
const watching: ClientCapabilities = {
  ...profiles.neovim,
  workspace: { ...profiles.neovim.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
}

/** Files in memory that record the requests. */
function counted(files: Record<string, string>): Files & { asked: string[] } {
  const memory = memoryFiles(files)
  const requested: string[] = []
  const recording =
    <T>(operation: string, question: (path: string) => Promise<T>) =>
    (path: string): Promise<T> => {
      requested.push(`${operation} ${path}`)
      return question(path)
    }
  return {
    ...memory,
    asked: requested,
    kind: recording('kind', memory.kind),
    list: recording('list', memory.list),
    stamp: recording('stamp', memory.stamp),
    read: recording('read', memory.read),
  }
}

const notify = (client: Client, path: string, type: 1 | 2 | 3): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type }] })

async function codesAt(client: Client, version: number, change = ' '): Promise<unknown[]> {
  client.change(uriOf(spec), version, { range: endOf, text: change })
  return (await client.pushed(uriOf(spec), version)).map(({ code }) => code)
}
/** The hover at an id of a specification. */
const hovered = async (client: Client, name: string): Promise<string> =>
  JSON.stringify(
    await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(`${name}/spec.md`) },
      position: { line: 8, character: 6 },
    }),
  )
const endOf = { start: { line: 99, character: 0 }, end: { line: 99, character: 0 } }

async function open(capabilities: ClientCapabilities, files: Record<string, string>, top = '/w', registers = true) {
  const disk = counted(files)
  const client = await connect(capabilities, undefined, disk, [top], undefined, registers)
  client.open(uriOf(spec), files[spec] ?? '')
  await client.pushed(uriOf(spec), 1)
  await codesAt(client, 2) // the registration has been answered by now
  await codesAt(client, 3)
  disk.asked.length = 0
  return { disk, client }
}
const files = (): Record<string, string> => ({ '/w/.git/HEAD': '', [spec]: text, '/w/readme.md': '' })

describe('a client that watches files', () => {
  it('causes no disk access on a keystroke', async () => {
    const { disk, client } = await open(watching, files())
    assert.ok((await codesAt(client, 4)).includes('broken-link'))
    assert.deepEqual(disk.asked, [])
    await client.stop()
  })
  it('gets one check and one notification per document for many single file events', async () => {
    const names = Array.from({ length: 30 }, (_, k) => `/w/docs/specs/${String(k + 10).padStart(3, '0')}-a`)
    const now = Object.fromEntries(names.map((name) => [`${name}/spec.md`, text]))
    const disk = { '/w/.git/HEAD': '', ...now } as Record<string, string>
    const client = await connect(watching, undefined, memoryFiles(disk), ['/w'])
    for (const path of Object.keys(now)) client.open(uriOf(path), text)
    await until(() => new Set(client.published.map(({ uri }) => uri)).size === names.length)
    // Wait until the workspace is read, and nothing more is published for closed documents.
    for (let publishedCount = -1; publishedCount !== client.published.length; ) {
      publishedCount = client.published.length
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    client.published.length = 0
    for (const name of names.slice(0, 10)) {
      disk[`${name}/picture.png`] = ''
      await notify(client, `${name}/picture.png`, 1)
      await hovered(client, names[29] as string) // the server processes the event meanwhile
    }
    await until(() => client.published.length >= 10)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const publishedUris = client.published.map(({ uri }) => uri).sort()
    assert.deepEqual(
      publishedUris,
      names.slice(0, 10).map((name) => uriOf(`${name}/spec.md`)),
    )
    await client.stop()
  })
  it('reports created, changed and deleted files', async () => {
    const now = files()
    const { client } = await open(watching, now)
    now[`${folder}/picture.png`] = ''
    await notify(client, `${folder}/picture.png`, 1)
    assert.ok(!(await codesAt(client, 4)).includes('broken-link'))
    delete now[`${folder}/picture.png`]
    await notify(client, `${folder}/picture.png`, 3)
    assert.ok((await codesAt(client, 5)).includes('broken-link'))
    now[`${folder}/picture.png`] = ''
    await notify(client, `${folder}/picture.png`, 1)
    const linked = '- See [limits](research.md#limits).\n'
    now[`${folder}/research.md`] = '# Research\n'
    await notify(client, `${folder}/research.md`, 1)
    assert.ok((await codesAt(client, 6, linked)).includes('broken-link'))
    now[`${folder}/research.md`] = '# Research\n\n## Limits\n'
    assert.ok((await codesAt(client, 7)).includes('broken-link'))
    await notify(client, `${folder}/research.md`, 2)
    assert.ok(!(await codesAt(client, 8)).includes('broken-link'))
    now['/w/docs/specs/004-other/spec.md'] = text
    await notify(client, '/w/docs/specs/004-other', 1)
    assert.ok((await codesAt(client, 9)).includes('duplicate-spec-id'))
    await client.stop()
  })
  it('may report a file without its new folder', async () => {
    const now = files()
    const { client } = await open(watching, now)
    await notify(client, spec, 2) // folders are read again, and cached from then on
    assert.ok(!(await codesAt(client, 4, '- See [the other](../004-other/).\n')).includes('duplicate-spec-id'))
    now[`${folder}/picture.png`] = ''
    await notify(client, `${folder}/picture.png`, 1)
    assert.ok((await codesAt(client, 5)).includes('broken-link'))
    now['/w/docs/specs/004-other/spec.md'] = text
    await notify(client, '/w/docs/specs/004-other/spec.md', 1)
    const codes = await codesAt(client, 6)
    assert.deepEqual([codes.includes('duplicate-spec-id'), codes.includes('broken-link')], [true, false])
    await client.stop()
  })
  it('still causes disk access for files outside of its folders', async () => {
    const now = files()
    now[spec] = text.replace('picture.png', '../../../README.md')
    const { client } = await open(watching, now, '/w/docs')
    assert.ok((await codesAt(client, 4)).includes('broken-link'))
    now['/w/README.md'] = ''
    assert.ok(!(await codesAt(client, 5)).includes('broken-link'))
    delete now['/w/README.md']
    assert.ok((await codesAt(client, 6)).includes('broken-link'))
    await client.stop()
  })
  it('reports changes of another document of the feature', async () => {
    const now = { ...files(), [`${folder}/tasks.md`]: '# Tasks\n\n- [ ] T001 Do FR-001\n' }
    const { disk, client } = await open(watching, now)
    now[`${folder}/tasks.md`] = '# Tasks\n\n- [ ] T001 Do FR-001 and FR-002\n'
    await codesAt(client, 4)
    assert.equal(disk.asked.length, 0)
    await notify(client, `${folder}/tasks.md`, 2)
    await codesAt(client, 5)
    assert.deepEqual(
      disk.asked.filter((request) => request.startsWith('read')),
      [`read ${folder}/tasks.md`],
    )
    await client.stop()
  })
  it('causes no checks for files of Git and of packages', async () => {
    const { client } = await open(watching, files())
    const before = client.published.length
    for (const path of [
      '/w/.git/ORIG_HEAD',
      '/w/.git/refs/heads/a',
      '/w/node_modules/a/LICENSE',
      '/w/node_modules/a/b.md',
    ])
      await notify(client, path, 1)
    await codesAt(client, 4)
    assert.equal(client.published.length, before + 1)
    await client.stop()
  })
  it('gets the number of a new specification from disk, even before the watcher reports', async () => {
    const now = files()
    const { client } = await open(watching, now)
    const plan = async (): Promise<string | undefined> =>
      ((await client.connection.sendRequest('specwise/newSpec', { folder: uriOf('/w'), title: 'A' })) as NewSpecPlan)
        .name
    assert.equal(await plan(), '005-a')
    now['/w/docs/specs/005-a/spec.md'] = text.replace('004', '005')
    assert.equal(await plan(), '006-a')
    await client.stop()
  })
})

describe('templates of a repository', () => {
  const top = '/w/.specify'
  const house =
    '# Spec: [Title]\n\n**ID**: SPEC-XXX\n**Status**: draft | done\n**Type**: platform\n\n## Requirements *(mandatory)*\n\n- **FR-001**: [text]\n'
  const legal = `${top}/presets/legal`
  const layers = (): Record<string, string> => ({
    ...files(),
    [`${top}/templates/spec-template.md`]: house,
    [`${legal}/law.md`]: '## Data Protection *(mandatory)*\n',
    [`${top}/presets/.registry`]: '{"presets": {"legal": {"enabled": false}}}',
    [`${legal}/preset.yml`]:
      'provides:\n  templates:\n    - { type: template, name: spec-template, file: law.md, strategy: append }\n',
  })
  /** The missing sections of the open document, once the server has published findings unasked. */
  const missingAfter = async (client: Client, work: () => Promise<void>): Promise<string[]> => {
    const before = client.published.length
    await work()
    await until(() => client.published.length > before)
    return (client.published.at(-1)?.diagnostics ?? [])
      .filter(({ code }) => code === 'missing-section')
      .map(({ message }) => `${message}`)
  }
  const missingDataProtection = 'Missing section "Data Protection" after "Requirements" (required by preset "legal").'

  it('take effect at once in open documents: a registry, a manifest, a layer, an override, an extension', async () => {
    const now = layers()
    const { disk, client } = await open(watching, now)
    await codesAt(client, 4)
    assert.deepEqual(disk.asked, [])
    const change = (path: string, text: string | undefined): Promise<string[]> =>
      missingAfter(client, async () => {
        const type = text === undefined ? 3 : path in now ? 2 : 1
        if (text === undefined) delete now[path]
        else now[path] = text
        await notify(client, path, type)
      })
    const manifest = now[`${legal}/preset.yml`] as string
    assert.deepEqual(await change(`${top}/presets/.registry`, '{"presets": {"legal": {}}}'), [missingDataProtection])
    assert.deepEqual(await change(`${legal}/preset.yml`, manifest.replace('law.md', 'none.md')), [])
    assert.deepEqual(await change(`${legal}/preset.yml`, manifest), [missingDataProtection])
    assert.deepEqual(await change(`${legal}/law.md`, '## Law *(optional)*\n'), [])
    assert.deepEqual(await change(`${legal}/law.md`, '## Data Protection *(mandatory)*\n'), [missingDataProtection])
    const override = `${top}/templates/overrides/spec-template.md`
    assert.deepEqual(await change(override, `${house}\n## Own *(mandatory)*\n`), [
      `Missing section "Own" after "Requirements" (required by .specify/templates/overrides/spec-template.md).`,
    ])
    assert.deepEqual(await change(override, undefined), [missingDataProtection])
    const extension = `${top}/extensions/uat/spec-template.md`
    assert.equal((await change(extension, `${house}\n## UAT *(mandatory)*\n`)).length, 2)
    assert.equal((await change(extension, `${house}\n## UAT\n`)).length, 1)
    await client.stop()
  })
  it('take effect while they are edited', async () => {
    const now: Record<string, string> = { ...layers(), [`${top}/presets/.registry`]: '{"presets": {"legal": {}}}' }
    const { client } = await open(watching, now)
    const law = uriOf(`${legal}/law.md`)
    client.open(law, now[`${legal}/law.md`] as string)
    await client.pushed(law, 1)
    const shown = await missingAfter(client, async () => {
      client.change(law, 2, { text: '## Privacy *(mandatory)*\n' })
      await client.pushed(law, 2)
      await until(() => client.published.at(-1)?.uri === uriOf(spec))
    })
    assert.deepEqual(shown, [missingDataProtection.replace('Data Protection', 'Privacy')])
    await client.stop()
  })
  it('appear in the status if they cannot be read', async () => {
    const now = { ...layers(), [`${top}/presets/.registry`]: '{', [`${legal}/preset.yml`]: '[' }
    const disk = counted(now)
    const client = await connect(watching, { status: true }, disk, ['/w'])
    client.open(uriOf(spec), text)
    await until(() => client.statuses.length > 0)
    assert.deepEqual(client.statuses[0]?.notes, [
      '.specify/presets/.registry: Not a valid registry. Presets are used in alphabetical order.',
      'Preset "legal" is ignored. .specify/presets/legal/preset.yml: it is not a YAML mapping',
    ])
    assert.match(client.statuses[0]?.why ?? '', /; Preset "legal" is ignored\. /)
    await client.stop()
  })
})

describe('a client that does not watch files', () => {
  it('causes disk access on each keystroke', async () => {
    const now = files()
    const { disk, client } = await open(profiles.neovim, now)
    now[`${folder}/picture.png`] = ''
    assert.ok(!(await codesAt(client, 4)).includes('broken-link'))
    assert.ok(disk.asked.length > 0)
    await client.stop()
  })
})

describe('a client that refuses to watch files', () => {
  it('causes disk access on each keystroke', async () => {
    const now = files()
    const { client } = await open(watching, now, '/w', false)
    now[`${folder}/picture.png`] = ''
    now['/w/docs/specs/004-other/spec.md'] = text
    const codes = await codesAt(client, 4)
    assert.deepEqual([codes.includes('broken-link'), codes.includes('duplicate-spec-id')], [false, true])
    await client.stop()
  })
})

describe('watched files', () => {
  it('are read once until they change, others each time', async () => {
    const disk = counted({ '/w/a/b.md': 'b', '/x/c.md': 'c' })
    const watched = createWatchedFiles(disk, (path) => path.startsWith('/w'))
    const ask = async (path: string): Promise<number> => {
      disk.asked.length = 0
      await Promise.all([watched.kind(path), watched.stamp(path), watched.list(path)])
      return disk.asked.length
    }
    assert.deepEqual([await ask('/w/a/b.md'), await ask('/w/a/b.md')], [3, 0])
    assert.deepEqual([await ask('/x/c.md'), await ask('/x/c.md')], [3, 3])
    assert.equal(watched.changed('/w/a/b.md'), true)
    assert.equal(watched.changed('/w/a/other.md'), false)
    assert.equal(await ask('/w/a/b.md'), 3)
    assert.equal(watched.changed('/w/a'), true) // and everything in it
    assert.equal(await ask('/w/a/b.md'), 3)
    await watched.write('/w/a/b.md', 'bb', 'b')
    assert.equal(await watched.stamp('/w/a/b.md'), 'bb')
    await watched.createFolder('/w/a/c', [{ name: 'c.md', text: 'c' }])
    assert.deepEqual(
      (await watched.list('/w/a')).map(({ name }) => name),
      ['b.md', 'c'],
    )
  })
  it('are read again after an error', async () => {
    let fails = true
    const watched = createWatchedFiles(
      {
        ...memoryFiles({}),
        async list() {
          if (fails) throw new Error('cannot be read')
          return []
        },
      },
      () => true,
    )
    await assert.rejects(watched.list('/w'))
    fails = false
    assert.deepEqual(await watched.list('/w'), [])
  })
})
