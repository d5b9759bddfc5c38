// Scene: opens a specification in the tree, ticks a task, and creates a specification from the command palette.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, settle, showTasks } from './stage.mjs'

export const name = 'specs'
export const file = 'docs/specs/003-folder/plan.md'

export async function play({ page, picture, text, folder }) {
  await page.locator('.codelens-decoration, .view-line').first().waitFor({ timeout: 120_000 })
  const row = await showTasks(page)
  await row('T002').locator('.monaco-checkbox, .custom-view-tree-node-item-checkbox, [role=checkbox]').first().click()
  const plan = await text((now) => now.includes('- [x] **T002**'))
  if (!plan.includes('- [x] **T002**')) throw new Error('the checkbox of T002 is not ticked in the plan')
  await row('2/3').waitFor({ timeout: 20_000 })
  await settle(page)
  await picture('specs')

  await command(page, 'Specwise: New Specification…')
  const input = (words) => page.locator('.quick-input-title').filter({ hasText: words }).waitFor({ timeout: 20_000 })
  await input('New Specification')
  await page.keyboard.type('Network policy for topics')
  await page.keyboard.press('Enter')
  await input('Format')
  await page.keyboard.press('Enter') // the likeliest format comes first
  await input('Type')
  await settle(page)
  await picture('new-specification')
  await page.keyboard.press('Enter') // the suggested type comes first
  await input('Issue')
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await row('Network policy for topics').waitFor({ timeout: 30_000 })
  await page.keyboard.type('x')
  await command(page, 'File: Save All Files')
  const path = join(folder, 'docs/specs/006-network-policy-topics/spec.md')
  for (let k = 0; k < 50 && !(existsSync(path) && readFileSync(path, 'utf8').includes('#77')); k++)
    await page.waitForTimeout(100)
  if (!readFileSync(path, 'utf8').includes('**Type**: security')) throw new Error('the type is not the suggested one')
}
