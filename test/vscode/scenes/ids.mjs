// Scene: ids with the CodeLens of their coverage, their hover, the preview: of a refactoring, and the completion of  donethe next free
// id at the start of an item.
import { lineOf, settle } from './stage.mjs'

export const name = 'ids'
export const file = 'docs/specs/003-folder/spec.md'

export async function play({ page, picture, text }) {
  const line = lineOf(page, 'System MUST evict')
  await line.waitFor({ timeout: 120_000 })
  await page.locator('.codelens-decoration').filter({ hasText: '1 task' }).first().waitFor({ timeout: 60_000 })
  await line.click()
  await page.keyboard.press('Home')
  for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Control+I')
  await page.locator('.monaco-hover').filter({ hasText: 'T002' }).first().waitFor({ timeout: 20_000 })
  await page.waitForTimeout(1200)
  await picture('ids-hover')
  await page.keyboard.press('Escape')
  await previewed({ page, picture })
  await line.click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const row = page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'FR-003' }).first()
  for (let k = 0; k < 10 && (await row.count()) === 0; k++) {
    await page.keyboard.press('Control+Space')
    await page.waitForTimeout(800)
  }
  await row.waitFor({ timeout: 5_000 })
  await settle(page)
  await picture('ids-completion')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+S')
  const now = await text((content) => content.includes('- **FR-003**: '))
  if (!now.includes('\n- **FR-003**: ')) throw new Error('the next free id was not inserted')
}

/** Previews the insertion of a requirement between two others, and discards it. */
async function previewed({ page, picture }) {
  await lineOf(page, 'System MUST create').click()
  const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Insert "FR-002" Below' })
  for (let k = 0; k < 5 && (await entry.count()) === 0; k++) {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+.')
    await page.waitForTimeout(1500)
  }
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Refactor Preview').first().waitFor({ timeout: 20_000 })
  await page.locator('.panel .monaco-list-row').filter({ hasText: 'plan.md' }).first().waitFor()
  await settle(page)
  await picture('ids-preview')
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.waitForTimeout(500)
}
