// What scenes share: the size of the picture, and small things that a person does.

export const size = { width: 1280, height: 960 }

/** Makes the side bar narrower by so many pixels. */
export async function narrowSideBar(page, by = 70) {
  const side = await page.locator('.part.sidebar').boundingBox()
  if (!side) return
  const edge = side.x + side.width
  await page.mouse.move(edge, 300)
  await page.mouse.down()
  await page.mouse.move(edge - by, 300, { steps: 5 })
  await page.mouse.up()
}

/** Away from hovers, and past the menu's and the side bar's animations. */
export async function settle(page) {
  await page.mouse.move(size.width - 5, size.height - 60)
  await page.waitForTimeout(1500)
}

/** Runs a command by its name in the palette. */
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

/** The line of the editor that has some words. */
export const lineOf = (page, words) => page.locator('.monaco-editor .view-line').filter({ hasText: words }).first()
