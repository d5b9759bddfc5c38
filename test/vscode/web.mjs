// Runs test/vscode/suite without Node: in the browser worker in which VS Code runs web extensions, with the packed extension, on
// an in-memory file system.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { ensureReady, root } from '../tools/setup.mjs'
import { command } from './scenes/stage.mjs'

// These extensions run in the worker, as if the page had no server. The editor's Markdown support has no web version in this
// server, so it is missing: `web/markdown.ts` replaces it.
const inWorker = ['specwise.specwise', 'vscode.markdown-language-features']
const settings = { 'remote.extensionKind': Object.fromEntries(inWorker.map((name) => [name, ['web']])) }
const deadline = 200_000

/**
 * Returns { passed, failed } of the run in the browser.
 * @param after receives the page when the tests have ended
 */
export async function runWebTests({ vsix, after = async () => {} } = {}) {
  const { packVsix } = await import('../tools/package.mjs')
  const { installVsix, startServer } = await import('../tools/vscode.mjs')
  const { launchBrowser } = await import('../tools/vscode-browser.mjs')
  const dir = mkdtempSync(join(tmpdir(), 'specwise-web-'))
  const ends = [() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })]
  try {
    console.log('VS Code in a browser, from the packed VSIX')
    const results = await receiveResults(ends)
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
        `${error.message}\nLast lines of the page:\n${lines.filter((l) => !/spdlog|ENOPRO|CodeExp/.test(l)).join('\n')}`,
      )
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** Starts the HTTP server that receives the lines of the tests and shows them. `of` waits for their results. */
async function receiveResults(ends) {
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

/** Builds the extension that contains the files and the tests. */
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
    // If `exports` is defined, mocha's browser build acts as a Node module. `assert` needs `process`.
    banner: { js: 'exports = undefined; globalThis.process ??= { env: {}, nextTick: queueMicrotask };' },
    logLevel: 'warning',
  })
  cpSync(join(root, 'test', 'vscode', 'web', 'package.json'), join(to, 'package.json'))
}

/** Takes a picture of a specification with its findings next to the tree, for manual inspection. */
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
