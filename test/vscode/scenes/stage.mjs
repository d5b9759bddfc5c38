// Shared by the scenes: the size of the pictures, and small actions of a user.

export const size = { width: 1280, height: 960 }

/** Makes the side bar narrower by a number of pixels. */
export async function narrowSideBar(page, by = 70) {
  const side = await page.locator('.part.sidebar').boundingBox()
  if (!side) return
  const edge = side.x + side.width
  await page.mouse.move(edge, 300)
  await page.mouse.down()
  await page.mouse.move(edge - by, 300, { steps: 5 })
  await page.mouse.up()
}

/** Moves the mouse away, and waits until animations have ended. */
export async function settle(page) {
  await page.mouse.move(size.width - 5, size.height - 60)
  await page.waitForTimeout(1500)
}

/** Runs a command by name from the command palette. */
export async function command(page, name) {
  await page.keyboard.press('F1')
  await page.locator('.quick-input-widget input').first().waitFor()
  await page.keyboard.type(name)
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: name.replace(/^.*: /, '') })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
}

/** The first line in the editor that contains the words. */
export const lineOf = (page, words) => page.locator('.monaco-editor .view-line').filter({ hasText: words }).first()

/**
 * Opens the menu of actions at the cursor, and waits for one with some words. VS Code closes an open menu when it lays the line
 * out again, as for a CodeLens or a decoration that comes late; then the menu is opened again, as a user would.
 */
export async function openActions(page, words) {
  const action = page.locator('.action-widget .monaco-list-row').filter({ hasText: words }).first()
  for (let k = 0; k < 5; k++) {
    await page.keyboard.press('Control+Period')
    const isOpen = await action.waitFor({ timeout: 6_000 }).then(
      () => true,
      () => false,
    )
    await page.waitForTimeout(500)
    if (isOpen && (await action.isVisible())) return
    await page.keyboard.press('Escape')
  }
  throw new Error(`no action "${words}" at the cursor`)
}

/** Shows the hover of the id at the start of a list item, behind `lead`, by the keyboard. Waits until it contains some words. */
export async function hoverOfItem(page, line, words, lead = '- **') {
  await line.click()
  await page.keyboard.press('Home')
  for (let k = 0; k < lead.length; k++) await page.keyboard.press('ArrowRight')
  await settle(page)
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Control+I')
  await page.locator('.monaco-hover').filter({ hasText: words }).waitFor({ timeout: 60_000 })
  await page.waitForTimeout(1000)
}

/** Shows the tasks of the first phase of the example in the tree. Returns a function that finds a row by its words. */
export async function showTasks(page) {
  await command(page, 'Specwise: Focus on Specifications View')
  const row = (words) => page.locator('[role=treeitem]').filter({ hasText: words }).first()
  await row('SPEC-003 Cache on demand').waitFor({ timeout: 60_000 })
  await narrowSideBar(page, -80)
  for (const words of ['SPEC-003 Cache on demand', /^\s*Tasks/, 'Phase 1']) await expand(page, row(words))
  return row
}

async function expand(page, row) {
  await row.waitFor()
  if ((await row.getAttribute('aria-expanded')) !== 'false') return
  await row.locator('.monaco-tl-twistie').click()
  await page.waitForTimeout(500)
}
