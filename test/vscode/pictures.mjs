// Takes docs/images/editor.png: the packed extension in VS Code, a defective example with its findings and the menu
// of quick fixes. Fails when no finding is underlined or no menu opens. Judges nothing else: look at the picture.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from '../tools/setup.mjs'

const size = { width: 1280, height: 960 }
const mostKilobytes = 400
const spec = 'docs/specs/002-defective/spec.md'
const settings = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'explorer.compactFolders': false,
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
}

/** Writes `to`/editor.png and returns its path. `vsix` and `examples` are other ones than the product's. */
export async function takePictures({
  to = join(root, 'docs', 'images'),
  vsix,
  examples = join(root, 'examples'),
} = {}) {
  const { packVsix } = await import('../tools/package.mjs')
  const { installVsix, startServer } = await import('../tools/vscode.mjs')
  const { launchBrowser } = await import('../tools/vscode-browser.mjs')
  const dir = mkdtempSync(join(tmpdir(), 'specwise-pictures-'))
  const ends = [() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })]
  try {
    const folder = join(dir, 'examples')
    const extensionsDir = join(dir, 'extensions')
    cpSync(examples, folder, { recursive: true })
    await installVsix(vsix ?? (await packVsix()), { dir, extensionsDir })
    const server = await startServer({ dir, extensionsDir, settings, args: ['--disable-workspace-trust'] })
    ends.push(server.stop)
    const browser = await launchBrowser()
    ends.push(() => browser.close())
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1.5 })
    await page.goto(server.address({ folder, file: join(folder, spec) }), { timeout: 120_000 })
    await openMenu(page).catch(async (error) => {
      const seen = join(root, 'out', 'pictures-failed.png')
      await page.screenshot({ path: seen })
      throw new Error(`${error.message}; what was there: ${seen}`)
    })
    mkdirSync(to, { recursive: true })
    const path = join(to, 'editor.png')
    await page.screenshot({ path })
    const kilobytes = Math.ceil(statSync(path).size / 1024)
    console.log(`${path}: ${kilobytes} KB`)
    if (kilobytes > mostKilobytes) throw new Error(`the picture is larger than ${mostKilobytes} KB`)
    return path
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function openMenu(page) {
  const squiggles = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info')
  await squiggles
    .first()
    .waitFor({ timeout: 120_000 })
    .catch(() => {
      throw new Error(`no finding is underlined in ${spec}`)
    })
  await narrowSideBar(page)
  await openProblems(page)
  // The way to ignore a finding is always offered; the picture shows a finding with a real fix.
  const fix = { hasText: /^(?:Change|Insert|Give|Number)/ }
  const menu = page.locator('.action-widget .monaco-list-row').filter(fix).first()
  for (const { x, y, width, height } of await places(page)) {
    await page.mouse.click(x + width / 2, y + height / 2)
    await page.keyboard.press('Control+Period')
    const opened = await menu.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
    // Try the next one.
    if (opened) return settle(page)
    await page.keyboard.press('Escape')
  }
  throw new Error(`no menu of quick fixes opens at any finding in ${spec}`)
}

// Where the findings are, those in the middle of the editor first. It draws them anew at every change of its size.
async function places(page) {
  await page.waitForTimeout(1000)
  const boxes = []
  for (const kind of ['error', 'warning', 'info']) {
    for (const one of await page.locator(`.squiggly-${kind}`).all()) boxes.push(await one.boundingBox())
  }
  const middle = size.height * 0.5
  const seen = boxes.filter((box) => box && box.y < size.height * 0.6)
  return seen.sort((a, b) => Math.abs(a.y - middle) - Math.abs(b.y - middle))
}

// The list of problems below the editor, with the messages in full.
async function openProblems(page) {
  await page.locator('.monaco-editor .view-lines').first().click()
  await page.keyboard.press('Control+Shift+KeyM')
  await page.locator('.markers-panel .monaco-list-row').first().waitFor({ timeout: 20_000 })
}

async function narrowSideBar(page) {
  const side = await page.locator('.part.sidebar').boundingBox()
  if (!side) return
  const edge = side.x + side.width
  await page.mouse.move(edge, 300)
  await page.mouse.down()
  await page.mouse.move(edge - 70, 300, { steps: 5 })
  await page.mouse.up()
}

// Away from hovers, and past the menu's and the side bar's animations.
async function settle(page) {
  await page.mouse.move(size.width - 5, size.height - 60)
  await page.waitForTimeout(1500)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  await takePictures().catch((error) => {
    console.error(`specwise: ${error.message}`)
    process.exitCode = 1
  })
}
