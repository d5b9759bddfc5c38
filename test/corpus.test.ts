// Real documents, where the corpus is there: which are read as specifications, and what is found in them. Every finding
// was read by a person: there is none to be made in these.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtinFormats } from '../server/src/formats/builtin.ts'
import { recognise } from '../server/src/formats/detect.ts'
import { check } from '../server/src/rules/check.ts'
import { isTemplatePath } from '../server/src/workspace/paths.ts'
import { throwing } from './support/rules.ts'

const corpus = fileURLToPath(new URL('../../shared/corpus', import.meta.url))

// The corpus' names of rules, by ours.
const codes: Record<string, string> = {
  'dup-id': 'duplicate-id',
  'dup-task': 'duplicate-id',
  'undef-ref': 'undefined-id',
  'undef-task': 'undefined-id',
  'task-us-undefined': 'undefined-id',
  'needs-clarification': 'open-clarification',
  'cross-ref': 'undefined-id',
  placeholder: 'placeholder',
}

if (existsSync(corpus)) {
  describe('the corpus', () => {
    const read = (readdirSync(corpus, { recursive: true }) as string[])
      .filter((name) => name.endsWith('.md') && !isTemplatePath(name))
      .map((name) => {
        const text = readFileSync(join(corpus, name), 'utf8')
        const reading = recognise(text, builtinFormats())
        return { name, text, reading, findings: reading ? check(reading, undefined, throwing) : [] }
      })

    it('holds specifications of one family for this format, and documents of other systems', () => {
      const specs = read.filter((one) => one.reading)
      assert.ok(specs.length >= 6)
      for (const { name } of specs) assert.match(name, /^Smana-cloud-native-ref[\\/].*[\\/]spec\.md$/)
    })
    it('has nothing to be found', () => {
      const shown = read.flatMap(({ name, findings }) => findings.map((one) => `${name}: ${one.code}: ${one.message}`))
      assert.deepEqual(shown, [])
    })
    it('is not flagged where expected.tsv says so', () => {
      const rows = readFileSync(join(corpus, 'expected.tsv'), 'utf8')
        .split('\n')
        .slice(1)
        .map((row) => row.split('\t'))
      for (const [verdict, rule, file, line] of rows) {
        if (verdict !== 'NO-FLAG') continue
        const one = read.find(({ name }) => name === file)
        const hits = one?.findings.filter(
          ({ code, start }) =>
            code === codes[rule ?? ''] && one.text.slice(0, start).split('\n').length === Number(line),
        )
        assert.deepEqual(hits ?? [], [], `${rule} ${file}:${line}`)
      }
    })
  })
}
