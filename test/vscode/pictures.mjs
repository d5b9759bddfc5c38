// npm run pictures: plays the scenes in VS Code with the packed extension, and takes the pictures of the documentation. A scene
// fails if something expected does not appear. Nothing else is judged: look at the pictures.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from '../tools/setup.mjs'
import { toGif } from './animation.mjs'
import * as clarifications from './scenes/clarifications.mjs'
import * as compare from './scenes/compare.mjs'
import * as decision from './scenes/decision.mjs'
import * as evidence from './scenes/evidence.mjs'
import * as findings from './scenes/findings.mjs'
import * as history from './scenes/history.mjs'
import * as ids from './scenes/ids.mjs'
import * as names from './scenes/names.mjs'
import * as specs from './scenes/specs.mjs'
import { size } from './scenes/stage.mjs'
import * as tasks from './scenes/tasks.mjs'
import * as tour from './scenes/tour.mjs'
import * as trace from './scenes/trace.mjs'

const mostKilobytes = 400
export const scenes = [
  findings,
  clarifications,
  decision,
  specs,
  tasks,
  trace,
  compare,
  history,
  evidence,
  names,
  ids,
  tour,
]
const settings = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'explorer.compactFolders': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
}
// Decisions contain the user name of Git, so pictures use a made-up one.
const author = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Platform Team' }
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' }

/**
 * Plays scenes, each on a fresh copy of the examples, and writes their pictures to `to`. Returns the paths of the pictures.
 * `vsix` and `examples` replace those of the product; `theme` is `dark`, `light` or `contrast`.
 */
export async function takePictures({
  to = join(root, 'docs', 'images'),
  vsix,
  examples = join(root, 'examples'),
  only = scenes.map(({ name }) => name),
  theme = 'dark',
} = {}) {
  const { packVsix } = await import('../tools/package.mjs')
  const packed = vsix ?? (await packVsix())
  const paths = []
  for (const scene of scenes) {
    if (only.includes(scene.name)) paths.push(...(await playScene(scene, { to, packed, examples, theme })))
  }
  return paths
}

export async function playScene(scene, { to, packed, examples, theme }) {
  const { installVsix, startServer } = await import('../tools/vscode.mjs')
  const { launchBrowser } = await import('../tools/vscode-browser.mjs')
  Object.assign(process.env, author)
  const dir = mkdtempSync(join(tmpdir(), 'specwise-pictures-'))
  const ends = [() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })]
  const paths = []
  try {
    const folder = join(dir, 'examples')
    const extensionsDir = join(dir, 'extensions')
    cpSync(examples, folder, { recursive: true })
    await installVsix(packed, { dir, extensionsDir })
    const sceneSettings = { ...settings, 'workbench.colorTheme': themes[theme] }
    const server = await startServer({
      dir,
      extensionsDir,
      settings: sceneSettings,
      args: ['--disable-workspace-trust'],
    })
    ends.push(server.stop)
    const browser = await launchBrowser()
    ends.push(() => browser.close())
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1.5 })
    page.setDefaultTimeout(30_000)
    const file = join(folder, scene.file)
    await page.goto(server.address({ folder, file }), { timeout: 120_000 })
    mkdirSync(to, { recursive: true })
    const measured = (path) => {
      const kilobytes = Math.ceil(statSync(path).size / 1024)
      console.log(`${path}: ${kilobytes} KB`)
      if (kilobytes > mostKilobytes) throw new Error(`the picture is larger than ${mostKilobytes} KB`)
      paths.push(path)
    }
    const pathOf = (name, ending) => join(to, `${name}${theme === 'dark' ? '' : `-${theme}`}.${ending}`)
    const picture = async (name) => {
      const path = pathOf(name, 'png')
      await page.screenshot({ path })
      measured(path)
    }
    const frames = []
    const frame = async (milliseconds) => {
      frames.push({ png: await page.screenshot({ scale: 'css' }), milliseconds })
    }
    const animation = (name) => {
      const path = pathOf(name, 'gif')
      writeFileSync(path, toGif(frames))
      measured(path)
    }
    /** The text of the scene's file, once it is as expected, or after 5 seconds. */
    const text = async (expected) => {
      for (let k = 0; k < 50 && !expected(readFileSync(file, 'utf8')); k++) await page.waitForTimeout(100)
      return readFileSync(file, 'utf8')
    }
    await scene.play({ page, picture, frame, animation, text, folder }).catch(async (error) => {
      const screenshot = join(root, 'out', 'pictures-failed.png')
      await page.screenshot({ path: screenshot })
      throw new Error(`${scene.name}: ${error.message}. Screenshot: ${screenshot}`)
    })
    return paths
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  const theme = process.argv.find((argument) => argument in themes)
  const only = scenes.map(({ name }) => name).filter((name) => process.argv.includes(name))
  await takePictures({ ...(theme && { theme }), ...(only.length > 0 && { only }) }).catch((error) => {
    console.error(`specwise: ${error.message}`)
    process.exitCode = 1
  })
}
