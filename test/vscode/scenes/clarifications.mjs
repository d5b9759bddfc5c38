// Scene: goes through the open questions of a specification with the keyboard: answers one, skips one, goes back, answers it,
// and stops. Checks the documents at the end.
import { command, lineOf, narrowSideBar, openActions, settle } from './stage.mjs'

export const name = 'clarifications'
export const file = 'docs/specs/004-metrics/spec.md'

export async function play({ page, picture, text }) {
  await page
    .locator('.codelens-decoration a')
    .filter({ hasText: '3 open questions' })
    .first()
    .waitFor({ timeout: 120_000 })
  await command(page, 'Specwise: Focus on Open Questions View')
  await page
    .locator('.pane-body [role=treeitem]')
    .filter({ hasText: 'how many days?' })
    .first()
    .waitFor({ timeout: 30_000 })
  await narrowSideBar(page, 20)

  // One question, from the menu at its location.
  await lineOf(page, 'FR-002').click()
  await page.keyboard.press('End')
  await openActions(page, 'Record in Today')
  await settle(page)
  await picture('clarifications-menu')
  await page.keyboard.press('Escape')

  // All questions.
  await page.locator('.codelens-decoration a').first().click()
  const title = (words) => page.locator('.quick-input-title').filter({ hasText: words }).waitFor({ timeout: 20_000 })
  await title('1 of 3')
  await page.keyboard.type('14 days, then they are dropped')
  await settle(page)
  await picture('clarifications-walk')
  await page.keyboard.press('Enter')
  await title('2 of 3')
  await page.keyboard.press('Enter') // nothing typed: skip
  await title('3 of 3')
  await choose(page, 'Back')
  await title('2 of 3')
  await page.keyboard.type('SSO of the platform')
  await page.keyboard.press('Enter')
  await title('3 of 3')
  await page.keyboard.press('Escape')
  // Not every window shows toasts, but the list of notifications always contains them.
  await page.locator('[id="status.notifications"]').click()
  const notification = page.locator('.notification-list-item').filter({ hasText: '2 questions answered, 1 still open' })
  await notification.waitFor()
  await page.keyboard.press('Escape')
  await command(page, 'File: Save All Files')
  const spec = await text((now) => now.includes('SSO of the platform'))
  for (const words of [
    '- Q: how many days? → A: 14 days, then they are dropped\n- Q: SSO, or accounts of their own? → A: SSO of the platform\n',
    'System MUST keep metrics for 14 days, then they are dropped\n',
    'Developers MUST sign in with SSO of the platform\n',
  ])
    if (!spec.includes(words)) throw new Error(`the specification does not contain: ${words}`)
  await page.locator('.tab').filter({ hasText: 'spec.md' }).first().click()
  await lineOf(page, 'FR-001').click()
  await page.keyboard.press('Control+Home')
  await lineOf(page, 'Session').waitFor()
  await settle(page)
  return picture('clarifications-done')
}

async function choose(page, words) {
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: words }).first().click()
}
