// Scene: an approved specification is changed, which is a finding with actions, and its number is used on another branch.
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hoverOfItem, lineOf, settle } from './stage.mjs'

export const name = 'history'
export const file = 'docs/specs/003-folder/spec.md'

export async function play({ page, picture, folder }) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder })
  const commit = () => {
    git('add', '-A')
    git('commit', '-q', '-m', 'a')
  }
  const path = join(folder, file)
  git('init', '-q', '-b', 'main')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\*\*Status\*\*: .*/, '**Status**: approved'))
  const other = join(folder, 'docs/specs/003-other')
  cpSync(join(folder, 'docs/specs/003-folder'), join(folder, 'kept'), { recursive: true })
  rmSync(join(folder, 'docs/specs/003-folder'), { recursive: true })
  commit()
  git('switch', '-q', '-c', 'feat/other')
  cpSync(join(folder, 'kept'), other, { recursive: true })
  commit()
  git('switch', '-q', 'main')
  cpSync(join(folder, 'kept'), join(folder, 'docs/specs/003-folder'), { recursive: true })
  rmSync(join(folder, 'kept'), { recursive: true })
  commit()
  const text = readFileSync(path, 'utf8')
  const now = text.replace('FR-001**: System MUST', 'FR-001**: System SHOULD')
  if (now === text) throw new Error('the example has changed')
  writeFileSync(path, now)
  const line = lineOf(page, 'SHOULD')
  await line.waitFor({ timeout: 120_000 })
  await line.click()
  await page.locator('.statusbar-item').filter({ hasText: 'Collides with feat/other' }).waitFor({ timeout: 60_000 })
  await hoverOfItem(page, line, 'was changed after the approval')
  await picture('history-finding')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+.')
  await page.locator('.action-widget').filter({ hasText: 'Accept as Decision' }).waitFor({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  await lineOf(page, 'Is it accepted that').waitFor({ timeout: 60_000 })
  await settle(page)
  await picture('history-accepted')
}
