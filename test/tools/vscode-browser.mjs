// Launches the browser for the pages of the VS Code server: CHROME_PATH, else an installed Chromium or Chrome, else (on Linux)
// the one in the npm package @sparticuz/chromium, which needs neither root nor system packages. Opens no page.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { cacheFolder, makeOnce } from './vscode-install.mjs'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Otherwise, Playwright ends this process on a signal before other cleanups can run.
const common = { args, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }

/** Starts a headless browser, which ends with this process. Close it with browser.close(). */
export async function launchBrowser() {
  const executablePath = process.env.CHROME_PATH || installed.find((path) => existsSync(path))
  if (executablePath) return chromium.launch({ ...common, executablePath: executablePath })
  if (process.platform !== 'linux') return chromium.launch({ ...common, channel: 'chrome' })
  const home = await unpackChromium()
  const env = { ...process.env, ...chromiumEnvironment(home) }
  return chromium.launch({ ...common, executablePath: join(home, 'chromium'), env })
}

// The package unpacks into the temporary folder, where it would use an incomplete file of another process.
async function unpackChromium() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'))
  return makeOnce(join(cacheFolder(), `chromium-${version}`), async (stage) => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = stage
    try {
      const packed = await import('@sparticuz/chromium')
      packed.default.setGraphicsMode = false
      await packed.default.executablePath()
      await packed.inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'))
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
  })
}

// Environment variables for machines without NSS libraries or fonts, which use those of the package.
function chromiumEnvironment(home) {
  const env = {}
  const needs = spawnSync('ldd', [join(home, 'chromium')], { encoding: 'utf8' })
  if (needs.stdout?.includes('not found')) {
    env.LD_LIBRARY_PATH = [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  }
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const conf = join(home, 'fonts.conf')
    const folders = [join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('')
    writeFileSync(conf, `<fontconfig>${folders}<cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`)
    env.FONTCONFIG_FILE = conf
  }
  return env
}
