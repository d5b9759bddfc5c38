// Scene: the animation of the README, with findings, a question that becomes a decision, the changed text, and traceability.
import { command, lineOf, openActions, settle } from './stage.mjs'

export const name = 'tour'
export const file = 'docs/specs/005-topic/spec.md'

export async function play({ page, frame, animation }) {
  await page
    .locator('.codelens-decoration a')
    .filter({ hasText: '1 task, 0 done' })
    .first()
    .waitFor({ timeout: 120_000 })
  await command(page, 'View: Toggle Primary Side Bar Visibility')
  await lineOf(page, 'FR-002').click()
  await page.keyboard.press('End')
  await settle(page)
  await frame(1600)
  await openActions(page, 'Record Decision "CL-1"')
  await settle(page)
  await frame(2000)
  await page.keyboard.press('Enter')
  await page.locator('.quick-input-title').filter({ hasText: 'how long' }).waitFor()
  await page.keyboard.type('Four days')
  await settle(page)
  await frame(1800)
  await page.keyboard.press('Enter')
  await page.locator('.tab.active').filter({ hasText: 'clarifications.md' }).waitFor()
  await lineOf(page, 'CL-1 — 2').waitFor()
  await settle(page)
  await frame(1600)
  await page.keyboard.type('As the other queues of the platform do')
  await settle(page)
  await frame(2000)
  await command(page, 'File: Save All Files')
  await page.locator('.tab').filter({ hasText: 'spec.md' }).first().click()
  await lineOf(page, 'FR-002').waitFor()
  await settle(page)
  await frame(2200)
  await command(page, 'Specwise: Show Traceability')
  const trace = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  await trace.locator('table.matrix').waitFor({ timeout: 20_000 })
  await settle(page)
  await frame(2600)
  animation('tour')
}
