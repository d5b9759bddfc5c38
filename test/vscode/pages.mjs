// Tests the pages in a real browser: as files, with the keyboard only, and for accessibility (axe).
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureReady, root } from '../tools/setup.mjs'

const axe = createRequire(import.meta.url).resolve('axe-core')

/** Throws if a page does not work as expected. */
export async function tryPages() {
  const { launchBrowser } = await import('../tools/vscode-browser.mjs')
  const dir = mkdtempSync(join(tmpdir(), 'specwise-pages-'))
  const browser = await launchBrowser()
  try {
    const file = join(dir, 'trace.html')
    const args = [join(root, 'dist', 'cli.mjs'), 'trace', '--format', 'html', 'docs/specs/003-folder']
    writeFileSync(file, execFileSync(process.execPath, args, { cwd: join(root, 'examples') }))
    for (const colorScheme of ['light', 'dark']) await tryTrace(browser, file, colorScheme)
    await tryDashboard(browser, dir)
  } finally {
    await browser.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function tryTrace(browser, file, colorScheme) {
  const { page, errors } = await openPage(browser, file, colorScheme)
  await page.locator('table.matrix').waitFor()
  for (const view of ['matrix', 'graph', 'list']) {
    await page.locator(`#view-${view}`).click()
    await page.locator(view === 'graph' ? 'svg.graph' : `table.${view}`).waitFor()
    await assertAccessible(page, `the ${view}, ${colorScheme}`)
  }
  await page.locator('#view-matrix').click()
  const rows = () => page.locator('table.matrix tbody tr:not(.group)').count()
  const all = await rows()
  await page.locator('#gaps').check()
  assert.ok((await rows()) < all, 'the gap filter hides rows')
  await page.locator('#gaps').uncheck()
  await page.locator('#text').fill('FR-002')
  assert.equal(await page.locator('th[scope=row] a').first().innerText(), 'FR-002')
  await page.locator('#text').fill('')
  // With the keyboard only: Tab focuses a single link of the view, and arrow keys move on from there.
  await page.locator('#view').focus()
  await page.keyboard.press('Tab')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const first = await focused()
  assert.match(first, /\w/)
  await page.keyboard.press('ArrowDown')
  assert.notEqual(await focused(), first)
  assert.match(await page.locator('#detail').innerText(), /\w/)
  await page.locator('button[data-zoom="1"]').click()
  assert.equal(await page.locator('#zoom').innerText(), '110 %')
  assert.deepEqual(errors, [])
  await page.close()
}

/** An editor sends the dashboard as a message. Here, the message is part of the document. */
async function tryDashboard(browser, dir) {
  const row = (number, title, overrides) => ({
    ...{ uri: `${number}/spec.md`, number, title, status: 'Draft', stage: 'draft', oldest: '', archived: false },
    ...{
      tasks: { done: 1, total: 4 },
      review: { done: 0, total: 0 },
      questions: 0,
      errors: 0,
      warnings: 0,
      ...overrides,
    },
  })
  const rows = [row('002', 'Later <b>', { questions: 3 }), row('001', 'Earlier', { errors: 2, stage: 'done' })]
  const shown = { type: 'dashboard', model: { rows, now: '2026-11-29T00:00:00Z' } }
  const part = (name) => readFileSync(join(root, 'dist', name), 'utf8')
  const data = JSON.stringify(shown).replaceAll('<', '\\u003c')
  const file = join(dir, 'dashboard.html')
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><title>D</title><style>${part('page.css')}</style><body><div id="root"></div><script type="application/json" id="shown">${data}</script><script>${part('page.js')}</script></body></html>`,
  )
  const { page, errors } = await openPage(browser, file, 'light')
  const titles = () => page.locator('tbody th a').allInnerTexts()
  assert.deepEqual(await titles(), ['Earlier', 'Later <b>'])
  await page.locator('button[data-sort=questions]').click()
  assert.deepEqual(await titles(), ['Later <b>', 'Earlier'])
  await page.locator('#text').fill('early')
  assert.deepEqual(await titles(), [])
  await page.locator('#text').fill('')
  await assertAccessible(page, 'the dashboard')
  assert.deepEqual(errors, [])
  await page.close()
}

async function openPage(browser, file, colorScheme) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 800 }, bypassCSP: false })
  const errors = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(pathToFileURL(file).href)
  return { page, errors }
}

/** Fails with the violations that axe finds. Injected this way, axe is not subject to the content security policy. */
async function assertAccessible(page, description) {
  const { violations } = await page.evaluate(`${readFileSync(axe, 'utf8')}; axe.run()`)
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`)
  assert.deepEqual(found, [], description)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  await tryPages()
  console.log('The pages work.')
}
