// Scene: compares a specification with the last commit, and follows a link to what changed.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, settle } from './stage.mjs'

export const name = 'compare'
export const file = 'docs/specs/003-folder/spec.md'

export async function play({ page, picture, folder }) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-q', '-m', 'a')
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const now = text
    .replace('FR-001**: System MUST', 'FR-001**: System SHOULD')
    .replace('ready within 60 seconds\n- **SC-002**', 'ready within 90 seconds\n- **SC-002**')
    .replace('ready within 60 seconds\n\n---', 'ready within 90 seconds\n\n---') // the scenario
    .replace('renders\n', 'renders\n- **SC-003**: A cache survives a restart of its node\n')
  if (now === text) throw new Error('the example has changed')
  writeFileSync(path, now)
  await page.locator('.view-line').filter({ hasText: 'SPEC-003' }).first().click({ timeout: 120_000 })
  await page.locator('.view-line').filter({ hasText: 'SHOULD' }).first().waitFor({ timeout: 60_000 })
  await command(page, 'Specwise: Compare Specification with…')
  const version = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Last commit' })
  await version.waitFor({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  const preview = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  await preview.locator('h1').filter({ hasText: 'Changes since the last commit' }).waitFor({ timeout: 60_000 })
  await preview.locator('li').filter({ hasText: 'Obligation: MUST → SHOULD' }).first().waitFor()
  await settle(page)
  await picture('compare')
  await preview.locator('a').filter({ hasText: 'FR-001' }).first().click()
  await page.locator('.statusbar-item').filter({ hasText: 'Ln 41, Col 1' }).waitFor() // the line of the requirement
  await preview.locator('h1').filter({ hasText: 'Changes since the last commit' }).waitFor() // the page stays
}
