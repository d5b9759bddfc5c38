// Plays the actions of a user in Kate on a virtual screen, and writes what it observed as JSON. Started with only the first
// argument, it is the proxy that records the messages between Kate and the server.
// Arguments: the bundled command line, the workspace, the output file.
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [, , cli = '', root = '', out = ''] = process.argv
const home = process.env.HOME ?? ''
const wire = { in: join(home, 'to-server'), out: join(home, 'to-kate'), end: join(home, 'exit') }
const patience = 20_000 // milliseconds

/** Forwards the messages between Kate and the server, and appends them to files. */
function proxy() {
  const server = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  process.stdin.on('data', (part) => {
    appendFileSync(wire.in, part)
    server.stdin.write(part)
  })
  process.stdin.on('end', () => server.stdin.end())
  server.stdout.on('data', (part) => {
    appendFileSync(wire.out, part)
    process.stdout.write(part)
  })
  process.on('SIGTERM', () => {}) // Kate does not wait until the server has exited
  server.on('exit', (code) => {
    writeFileSync(wire.end, String(code))
    process.exit(code ?? 1)
  })
}

/** The complete messages in one direction. */
function messages(path) {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const found = []
  for (let at = 0; ; ) {
    const head = bytes.indexOf('\r\n\r\n', at)
    const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(at, head).toString())?.[1])
    if (head < 0 || !(head + 4 + length <= bytes.length)) return found
    found.push(JSON.parse(bytes.subarray(head + 4, head + 4 + length).toString()))
    at = head + 4 + length
  }
}

async function main() {
  const seen = {}
  const screen = `:${90 + (process.pid % 400)}`
  Object.assign(process.env, {
    DISPLAY: screen,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    LANG: 'C.UTF-8',
  })
  configure()
  const version = /kate ([\d.]+)/i.exec(
    spawnSync('kate', ['--version'], { env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' } }).stdout?.toString() ??
      '',
  )
  seen.version = version?.[1] ?? ''
  const x = spawn('Xvfb', [screen, '-screen', '0', '1400x900x24'], { stdio: 'ignore' })
  const topic = join(root, 'docs/specs/005-topic')
  const paths = {
    plan: join(topic, 'plan.md'),
    spec: join(topic, 'spec.md'),
    defective: join(root, 'docs/specs/002-defective/spec.md'),
  }
  await sleep(1000)
  const kate = spawn('kate', ['--startanon', '-b', paths.plan, paths.spec, paths.defective], { stdio: 'ignore' })
  try {
    await play(seen, paths)
  } catch (error) {
    seen.failed = error.message
  }
  kate.kill()
  x.kill()
  writeFileSync(out, JSON.stringify(seen))
}

/** Writes Kate's settings: the server, the permission to start it, and the enabled plug-in. */
function configure() {
  const program = fileURLToPath(import.meta.url)
  const command = [process.execPath, program, cli]
  const server = {
    command,
    rootIndicationFileNames: ['.specwise.json', '.specify', '.git'],
    highlightingModeRegex: '^Markdown$',
  }
  const put = (path, text) => {
    mkdirSync(join(home, path, '..'), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  put('.config/kate/lspclient/settings.json', JSON.stringify({ servers: { markdown: server } }))
  put('.config/katerc', `[lspclient]\nAllowedServerCommandLines=${command.join(' ')}\n`)
  put('.local/share/kate/anonymous.katesession', '[Kate Plugins]\nlspclientplugin=true\n')
}

async function play(seen, { plan, spec, defective }) {
  const addressed = (path) => `file://${path}`
  const findings = (path) =>
    messages(wire.out).findLast(
      ({ method, params }) => method === 'textDocument/publishDiagnostics' && params.uri === addressed(path),
    )?.params.diagnostics
  /** Waits for a non-empty answer to a request of a method that was sent after the first `since` messages. */
  const answer = async (method, since) => {
    let result
    await until(`an answer to ${method}`, () => {
      const ids = new Set(
        messages(wire.in)
          .slice(since)
          .flatMap((message) => (message.method === method ? [message.id] : [])),
      )
      const isAnswer = ({ id, method: ownMethod, result: content }) => ownMethod === undefined && ids.has(id) && content
      result = messages(wire.out).findLast(isAnswer)?.result
      return result !== undefined && result.length !== 0
    })
    return result
  }
  const asking = async (method, work) => {
    const since = messages(wire.in).length
    await work()
    return answer(method, since)
  }

  await until('findings', () => findings(defective)?.length > 0)
  await sleep(1500)
  seen.findings = findings(defective).length
  // An edit that corrects an invalid date.
  await find('2026-02-30')
  await type('2026-02-28')
  await until('fewer findings after an edit', () => findings(defective).length < seen.findings)

  await open('005-topic/plan.md')
  await find('(FR-0')
  const definition = [await asking('textDocument/definition', () => command('Go to Definition'))].flat()[0]
  seen.definition = (definition.uri ?? definition.targetUri).split('/').at(-1)
  await open('005-topic/plan.md')
  await key('ctrl+End')
  await key('Return')
  const offered = await asking('textDocument/completion', () => type('As FR-0'))
  seen.completion = (offered.items ?? offered).map(({ label }) => label)
  await key('Escape')
  await key('ctrl+z', 3)
  await find('(FR-002')
  await asking('textDocument/rename', async () => {
    await command('Rename')
    await key('ctrl+a')
    await type('FR-009')
    await key('Return')
  })
  await sleep(1000)
  await focus() // there is no window manager that does so when the dialog closes
  await command('Save All')
  await until('the rename on the disk', () =>
    [plan, spec].every((path) => readFileSync(path, 'utf8').includes('FR-009')),
  )
  seen.renamed = Object.fromEntries(
    Object.entries({ plan, spec }).map(([name, path]) => [name, readFileSync(path, 'utf8').indexOf('FR-009')]),
  )
  await find('(FR-009')
  seen.references = (await asking('textDocument/references', () => command('Find References'))).length
  await focus()
  await key('ctrl+q')
  await until('the end', () => existsSync(wire.end))
}

function sleep(ms) {
  return new Promise((resume) => setTimeout(resume, ms))
}

async function until(description, check) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) if (check()) return
  throw new Error(`no ${description}`)
}

async function key(keys, times = 1) {
  spawnSync('xdotool', ['key', '--clearmodifiers', '--repeat', String(times), '--delay', '60', keys])
  await sleep(300)
}

async function type(text) {
  spawnSync('xdotool', ['type', '--delay', '40', text])
  await sleep(300)
}

/** Selects words by searching from the start of the document. The cursor is after them. */
async function find(words) {
  await key('ctrl+Home')
  await key('ctrl+f')
  await type(words)
  await key('Return')
  await key('Escape')
}

async function focus() {
  spawnSync('xdotool', ['search', '--onlyvisible', '--name', 'plan.md', 'windowfocus', '--sync'])
  await sleep(500)
}

/** Runs a command by name. */
const command = (name) => choose('ctrl+alt+i', name)

/** Switches to an open document. */
const open = (name) => choose('ctrl+alt+o', name)

async function choose(keys, words) {
  await key(keys)
  await sleep(500)
  await type(words)
  await sleep(500)
  await key('Return')
  await sleep(700)
}

if (out === '') proxy()
else await main()
