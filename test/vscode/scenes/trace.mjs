// Scene: opens traceability, dashboard and preview, and ticks a task in the tree, mostly with the keyboard.
import { command, settle } from './stage.mjs'

export const name = 'trace'
export const file = 'docs/specs/003-folder/plan.md'

export async function play({ page, picture, text }) {
  await page.locator('.codelens-decoration, .view-line').first().waitFor({ timeout: 120_000 })
  await command(page, 'Specwise: Focus on Specifications View')
  await page.locator('[role=treeitem]').filter({ hasText: 'SPEC-003' }).first().waitFor({ timeout: 60_000 })
  await command(page, 'Specwise: Focus on Specifications View') // the element that had the focus in the empty view is gone
  await goTo(page, 'Home', /./)
  await goTo(page, 'ArrowDown', /^SPEC-003/)
  await press(page, 'ArrowRight')
  await goTo(page, 'ArrowDown', /^Tasks/)
  await press(page, 'ArrowRight')
  await goTo(page, 'ArrowDown', /^Phase 1/)
  await press(page, 'ArrowRight')
  await goTo(page, 'ArrowDown', /^T002/)
  await choose(page, 'Mark as Done')
  const plan = await text((now) => now.includes('- [x] **T002**'))
  if (!plan.includes('- [x] **T002**')) throw new Error('T002 cannot be ticked with the keyboard')
  await goTo(page, 'ArrowUp', /^SPEC-003/)
  await choose(page, 'Show Traceability')
  const trace = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  await trace.locator('table.matrix a').filter({ hasText: 'T002' }).first().waitFor({ timeout: 20_000 })
  await trace.locator('#view-graph').click()
  await trace.locator('svg.graph a').filter({ hasText: 'FR-002' }).waitFor()
  await trace.locator('#view-matrix').click()
  await settle(page)
  await picture('traceability')
  await trace.locator('th a').filter({ hasText: 'FR-002' }).first().click()
  await page.locator('.line-numbers.active-line-number').filter({ hasText: /^42$/ }).waitFor({ timeout: 20_000 })
  await command(page, 'Specwise: Show Dashboard')
  const dashboard = page.locator('.tab.active').filter({ hasText: 'Specifications' })
  await dashboard.waitFor({ timeout: 20_000 })
  await page.locator('.tab').filter({ hasText: 'spec.md' }).first().click() // a focused webview receives the keys itself
  await command(page, 'View: Close All Editors')
  await page.locator('.tab').first().waitFor({ state: 'detached' })
  await page.keyboard.press('Control+P')
  await page.locator('.quick-input-widget input').first().waitFor()
  await page.keyboard.type('005-topic/spec.md')
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: '005-topic' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.view-line').filter({ hasText: 'SPEC-005' }).first().click({ timeout: 20_000 })
  await command(page, 'Markdown: Open Preview')
  const frame = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  await frame.locator('h1').filter({ hasText: 'Topics on demand' }).waitFor({ timeout: 60_000 })
  await settle(page)
  await picture('preview')
}

async function press(page, key) {
  await page.keyboard.press(key)
  await page.waitForTimeout(600)
}

/** The label of the focused item for screen readers. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement?.getAttribute('aria-activedescendant')
    return (active && document.getElementById(active)?.getAttribute('aria-label')) ?? ''
  })

/** Presses a key until the label of the focused item matches. */
async function goTo(page, key, label) {
  for (let k = 0; k < 20; k++) {
    await press(page, key)
    if (label.test(await focused(page))) return
  }
  throw new Error(`${key} leads to ${await focused(page)} instead of ${label}`)
}

async function choose(page, words) {
  await press(page, 'Shift+F10')
  const entry = page.locator('.context-view .action-item').filter({ hasText: words }).first()
  await entry.waitFor({ timeout: 10_000 })
  for (let k = 0; k < 12; k++) {
    await press(page, 'ArrowDown')
    if ((await page.locator('.context-view .action-item.focused').innerText()).includes(words)) break
  }
  await press(page, 'Enter')
}
