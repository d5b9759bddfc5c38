// Draws docs/images/icon.png from docs/images/icon.svg, since the Marketplace does not accept SVG.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const { launchBrowser } = await import('./vscode-browser.mjs')
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } })
  const svg = readFileSync(join(root, 'docs/images/icon.svg'), 'utf8')
  await page.setContent(`<style>body { margin: 0 }</style>${svg}`)
  const picture = await page.screenshot({ omitBackground: true })
  writeFileSync(join(root, 'docs/images/icon.png'), picture)
} finally {
  await browser.close()
}
