// The texts of the extension's manifest in package.nls.json.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

describe('the manifest of the extension', () => {
  it('has a text for each key, and uses each text', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key)
    assert.deepEqual(used.sort(), Object.keys(JSON.parse(read('package.nls.json'))).sort())
  })

  it('has no literal text in properties that VS Code translates', () => {
    const properties = 'title|shortTitle|description|markdownDescription|altText|contents'
    const texts = [...read('package.json').matchAll(new RegExp(`"(?:${properties})": "([^"]*)"`, 'g'))]
    assert.ok(texts.length > 50)
    assert.deepEqual(
      [...new Set(texts.map(([, text]) => text).filter((text) => !/^%.*%$/.test(text ?? '')))],
      ['Specwise'],
    )
  })
})
