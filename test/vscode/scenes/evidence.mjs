// Scene: tests and code that name requirements, and the results of the tests, in the hover and on the traceability page.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { command, hoverOfItem, lineOf } from './stage.mjs'

export const name = 'evidence'
export const file = 'docs/specs/003-folder/spec.md'

export async function play({ page, picture, folder }) {
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  put(
    '.vscode/settings.json',
    '{ "specwise.evidence.reports": ["build/junit.xml"], "specwise.codeLens.requirements": true }\n',
  )
  put('src/cache.ts', '// specs/003-folder\nexport function create() {} // FR-001\n')
  put(
    'tests/003-folder/cache.test.ts',
    "it('FR-001 creates a cache for each claim', f)\nit('FR-002 evicts the least recently used keys', f)\n",
  )
  put(
    'build/junit.xml',
    `<testsuite><testcase classname="specs/003-folder" name="FR-001 creates a cache for each claim"/>
<testcase classname="specs/003-folder" name="FR-002 evicts the least recently used keys"><failure/></testcase></testsuite>`,
  )
  const line = lineOf(page, 'FR-002')
  await line.click({ timeout: 120_000 })
  await page.locator('.codelens-decoration').filter({ hasText: '1 test fails' }).first().waitFor({ timeout: 60_000 })
  await hoverOfItem(page, lineOf(page, 'FR-001'), 'cache.test.ts:1')
  await picture('evidence')
  await page.keyboard.press('Escape')
  await command(page, 'Specwise: Show Traceability')
  const trace = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  await trace.locator('.verified').filter({ hasText: '1 test passes' }).first().waitFor({ timeout: 20_000 })
  await trace.locator('#view-list').click()
  await trace.locator('td.verified').filter({ hasText: '1 test fails' }).waitFor({ timeout: 20_000 })
}
