// Runs test/vscode/suite where there is no Node: in the worker of a browser that VS Code runs web extensions in, with the
// packed extension, on a file system in memory.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { ensureReady, root } from '../tools/setup.mjs'
import { command } from './scenes/stage.mjs'

// In the worker, as where there is no machine behind the page. The editor's Markdown support has no part for it in this
// server, so that it is not there at all: see `web/markdown.ts`.
const inWorker = ['specwise.specwise', 'vscode.markdown-language-features']
const settings = { 'remote.extensionKind': Object.fromEntries(inWorker.map((name) => [name, ['web']])) }
const deadline = 200_000

/**
 * { passed, failed } in the browser.
 * @param after looks at the page when the tests are over.
 */
export async function runWebTests({ vsix, after = async () => {} } = {}) {
  const { packVsix } = await import('../tools/package.mjs')
  const { installVsix, startServer } = await import('../tools/vscode.mjs')
  const { launchBrowser } = await import('../tools/vscode-browser.mjs')
  const dir = mkdtempSync(join(tmpdir(), 'specwise-web-'))
  const ends = [() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })]
  try {
    console.log('VS Code in a browser, from the packed VSIX')
    const results = await hear(ends)
    const extensionsDir = join(dir, 'extensions')
    await installVsix(vsix ?? (await packVsix()), { dir, extensionsDir })
    const carrier = join(dir, 'carrier')
    await buildCarrier(carrier, results.address)
    const server = await startServer({ dir, extensionsDir, settings, args: ['--disable-workspace-trust'] })
    ends.push(server.stop)
    const browser = await launchBrowser()
    ends.push(() => browser.close())
    const page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
    page.setDefaultTimeout(60_000)
    const lines = []
    page.on('console', (message) => lines.push(message.text().slice(0, 300)))
    await page.goto(server.address({ folder: 'memory:/work', extensions: [carrier] }), { timeout: 120_000 })
    try {
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor()
      await command(page, 'Memory: Run the Tests')
      const { passed, failures } = await results.of(deadline)
      await after(page)
      return { passed, failed: failures.length }
    } catch (error) {
      throw new Error(
        `${error.message}\nlast lines of the page:\n${lines.filter((l) => !/spdlog|ENOPRO|CodeExp/.test(l)).join('\n')}`,
      )
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** Takes the lines that the tests say, shows them, and has their results. */
async function hear(ends) {
  const done = Promise.withResolvers()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      response.end()
      if (text.startsWith('results ')) done.resolve(JSON.parse(text.slice('results '.length)))
      else if (text !== '') console.log(`  ${text}`)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => server.close())
  const of = (ms) => {
    const timer = setTimeout(() => done.reject(new Error(`the tests did not end within ${ms / 1000} s`)), ms)
    return done.promise.finally(() => clearTimeout(timer))
  }
  return { address: `http://127.0.0.1:${server.address().port}/`, of }
}

/** The extension that has the files and the tests. */
async function buildCarrier(to, report) {
  const examples = join(root, 'examples')
  const names = readdirSync(examples, { recursive: true }).filter((name) => statSync(join(examples, name)).isFile())
  const texts = names.map((name) => [`/work/${name.split(sep).join('/')}`, readFileSync(join(examples, name), 'utf8')])
  await build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/web/extension.ts'],
    outfile: join(to, 'extension.js'),
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'node:assert': 'assert' },
    define: {
      EXAMPLES: JSON.stringify(Object.fromEntries(texts)),
      REPORT: JSON.stringify(report),
      global: 'globalThis',
      'process.env.SPECWISE_SOURCE': '"/nowhere"',
      'process.env.SPECWISE_PACKED': '"1"',
    },
    // mocha's file for browsers is one for Node, too, where it sees `exports`; `assert` asks what the process is.
    banner: { js: 'exports = undefined; globalThis.process ??= { env: {}, nextTick: queueMicrotask };' },
    logLevel: 'warning',
  })
  cpSync(join(root, 'test', 'vscode', 'web', 'package.json'), join(to, 'package.json'))
}

/** Of a specification with its findings, beside the list of all: to be looked at. */
async function takePicture(page) {
  await command(page, 'View: Close All Editors')
  await command(page, 'Specwise: Focus on Specifications View')
  await page.locator('[role=treeitem]').filter({ hasText: 'Object storage' }).first().click()
  await page.locator('.squiggly-error').first().waitFor()
  await page.waitForTimeout(2000)
  await page.screenshot({ path: join(root, 'out', 'web.png') })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  const { passed, failed } = await runWebTests({ after: takePicture })
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
