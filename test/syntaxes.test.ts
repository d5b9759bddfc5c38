// The TextMate grammar, injected into the grammar of Markdown. The files test/syntaxes/*.md say which scopes are expected.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tool = 'node_modules/vscode-tmgrammar-test/dist/unit.js'
const markdown = 'node_modules/tm-grammars/grammars/markdown.json'

describe('the grammar', () => {
  for (const name of readdirSync(new URL('./syntaxes', import.meta.url))) {
    it(`gives ${name} its scopes`, () => {
      const args = [tool, '-g', markdown, `test/syntaxes/${name}`]
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
      const output = stdout.replace(/^grammar not found.*\n/gm, '')
      assert.equal(status, 0, output)
      assert.match(output, /run success/)
    })
  }
})
