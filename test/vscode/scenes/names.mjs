// Scene: resource names are completed while typing; the hover shows their manifest, and the definition opens it.
import { lineOf, settle } from './stage.mjs'

export const name = 'names'
export const file = 'docs/specs/005-topic/spec.md'

export async function play({ page, picture, text }) {
  const line = lineOf(page, 'System MUST create a topic for each claim')
  await line.waitFor({ timeout: 120_000 })
  await page.locator('.codelens-decoration').first().waitFor({ timeout: 60_000 })
  await line.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' like xplane-', { delay: 60 })
  const row = page.locator('.suggest-widget .monaco-list-row')
  for (let k = 0; k < 20; k++) {
    if ((await row.filter({ hasText: 'xplane-orders-archive' }).count()) > 0) break
    await page.keyboard.press('Escape') // manifests may not be read yet
    await page.keyboard.press('Control+Space')
    await page.waitForTimeout(700)
  }
  await row.filter({ hasText: 'xplane-orders-archive' }).first().waitFor({ timeout: 5_000 })
  await page.keyboard.type('or', { delay: 60 })
  await settle(page)
  await picture('names-completion')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+S')
  const now = await text((content) => content.includes('for each claim like xplane-orders\n'))
  if (!now.includes('for each claim like xplane-orders\n')) throw new Error('the chosen name was not inserted')
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Control+I')
  await page.locator('.monaco-hover').filter({ hasText: 'kind: Queue' }).first().waitFor({ timeout: 20_000 })
  await page.waitForTimeout(1000)
  await picture('names-hover')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F12')
  await page.locator('.tab').filter({ hasText: 'orders.yaml' }).waitFor({ timeout: 20_000 })
}
