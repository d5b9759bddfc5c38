// A defective example with its findings and the menu of quick fixes.
import { narrowSideBar, settle, size } from './stage.mjs'

export const name = 'editor'
export const file = 'docs/specs/002-defective/spec.md'

export async function play({ page, picture }) {
  const squiggles = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info')
  await squiggles
    .first()
    .waitFor({ timeout: 120_000 })
    .catch(() => {
      throw new Error(`no finding is underlined in ${file}`)
    })
  await narrowSideBar(page)
  await openProblems(page)
  // Every finding can be disabled. The picture shows a finding with a real fix.
  const fix = { hasText: /^(?:Change|Insert|Add|Renumber|Set)/ }
  const menu = page.locator('.action-widget .monaco-list-row').filter(fix).first()
  for (const { x, y, width, height } of await places(page)) {
    await page.mouse.click(x + width / 2, y + height / 2)
    await page.keyboard.press('Control+Period')
    const opened = await menu.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
    if (opened) {
      await settle(page)
      return picture('editor')
    }
    // Try the next one.
    await page.keyboard.press('Escape')
  }
  throw new Error(`no menu of quick fixes opens at any finding in ${file}`)
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
