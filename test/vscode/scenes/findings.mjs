// Scene: a defective example with its findings and the menu of quick fixes.
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
  for (const { x, y, width, height } of await findingBoxes(page)) {
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
  throw new Error(`no finding in ${file} opens a menu of quick fixes`)
}

// The boxes of the squiggles, those in the middle of the editor first. The editor redraws them whenever its size changes.
async function findingBoxes(page) {
  await page.waitForTimeout(1000)
  const boxes = []
  for (const kind of ['error', 'warning', 'info']) {
    for (const squiggle of await page.locator(`.squiggly-${kind}`).all()) boxes.push(await squiggle.boundingBox())
  }
  const middle = size.height * 0.5
  const visible = boxes.filter((box) => box && box.y < size.height * 0.6)
  return visible.sort((a, b) => Math.abs(a.y - middle) - Math.abs(b.y - middle))
}

// Opens the list of problems below the editor, which shows complete messages.
async function openProblems(page) {
  // A line, since a click into the middle of all lines may scroll to the end of the document.
  await page.locator('.monaco-editor .view-line').first().click()
  await page.keyboard.press('Control+Shift+KeyM')
  await page.locator('.markers-panel .monaco-list-row').first().waitFor({ timeout: 20_000 })
}
