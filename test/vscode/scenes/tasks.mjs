// Scene: the order of tasks: what can be done next, a task that needs a later one, what waits for a task, and the call hierarchy.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, hoverOfItem, lineOf, showTasks } from './stage.mjs'

export const name = 'tasks'
export const file = 'docs/specs/003-folder/plan.md'

export async function play({ page, picture, folder }) {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const now = text
    .replace(
      '(FR-002)\n',
      '(FR-002)\n- [ ] **T004**: [P] Alert on evictions in src/alerts.ts (after T003)\n- [ ] **T005**: [P] Count evictions in src/metrics.ts (after T002)\n',
    )
    .replace('SC-002 (US-1)', 'SC-002 (US-1, depends on T002)')
  if (now === text) throw new Error('the example has changed')
  writeFileSync(path, now)
  await lineOf(page, 'T004').waitFor({ timeout: 120_000 })
  const row = await showTasks(page)
  await row('T002').filter({ hasText: 'next' }).waitFor({ timeout: 20_000 })
  await page.locator('.squiggly-warning, .squiggly-info, .squiggly-hint').first().waitFor({ timeout: 60_000 })
  await hoverOfItem(page, lineOf(page, 'T002'), 'T005', '- [ ] **')
  await picture('tasks')
  await page.keyboard.press('Escape')
  await command(page, 'Calls: Show Call Hierarchy')
  await row('T005').filter({ hasText: 'Count evictions' }).waitFor({ timeout: 20_000 })
}
