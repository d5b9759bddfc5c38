// Scene: records a decision, with the menu, the answer in the input box, and the new log.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, lineOf, openActions, settle } from './stage.mjs'

export const name = 'decision'
export const file = 'docs/specs/005-topic/spec.md'

export async function play({ page, picture, text, folder }) {
  await page
    .locator('.codelens-decoration a')
    .filter({ hasText: '2 open questions' })
    .first()
    .waitFor({ timeout: 120_000 })
  // The CodeLenses of items appear later than those of the document. An open menu closes when they move its line.
  await page.locator('.codelens-decoration a').filter({ hasText: '1 task, 0 done' }).first().waitFor()
  await lineOf(page, 'FR-002').click()
  await page.keyboard.press('End')
  await openActions(page, 'Record Decision "CL-1"')
  await page.keyboard.press('Enter') // the preferred action comes first
  await page.locator('.quick-input-title').filter({ hasText: 'how long, when the claim says nothing?' }).waitFor()
  await page.keyboard.type('Four days')
  await settle(page)
  await picture('decision-input')
  await page.keyboard.press('Enter')
  await page.locator('.tab.active').filter({ hasText: 'clarifications.md' }).waitFor()
  await lineOf(page, 'CL-1 — 2').waitFor()
  await page.keyboard.type('As the other queues of the platform do') // replaces the selected [why]
  await settle(page)
  await picture('decision-log')
  await command(page, 'File: Save All Files')
  const spec = await text((now) => now.includes('(CL-1)'))
  if (!spec.includes('keep messages for Four days (CL-1)\n'))
    throw new Error('the requirement does not reference the decision')
  const path = join(folder, 'docs/specs/005-topic/clarifications.md')
  for (let k = 0; k < 50 && !(existsSync(path) && readFileSync(path, 'utf8').includes('platform do')); k++)
    await page.waitForTimeout(100)
  const log = readFileSync(path, 'utf8')
  for (const words of ['**Decision**: Four days\n', '**Rationale**: As the other queues of the platform do\n'])
    if (!log.includes(words)) throw new Error(`the log does not contain: ${words}`)
}
