// Reading and every rule take linear time: twice the text must not take four times as long. No test of speed: the
// machine's own pace cancels out, and a measurement that a busy machine has spoilt is taken anew.
import assert from 'node:assert/strict'
import { readBareClarifications } from '../server/src/document/questions.ts'
import { openQuestionsOf } from '../server/src/edits/openQuestions.ts'
import { renameAll } from '../server/src/edits/rename.ts'
import { featureOf } from '../server/src/feature/feature.ts'
import { traceOf } from '../server/src/feature/trace.ts'
import { mutationsOf } from '../server/src/manifests/kcl.ts'
import { everything, rootsOf, valuesAt } from '../server/src/manifests/manifest.ts'
import { headsOf, namesIn } from '../server/src/manifests/manifestIndex.ts'
import { scan } from '../server/src/markdown/scan.ts'
import { sectionTree } from '../server/src/markdown/sectionTree.ts'
import { specItems } from '../server/src/queries/specItems.ts'
import { allRules } from '../server/src/rules/all.ts'
import { check } from '../server/src/rules/engine/run.ts'
import { builtinFormats } from '../server/src/templates/builtin.ts'
import { readAs, recognise } from '../server/src/templates/detect.ts'
import { makeText } from '../server/src/workspace/store.ts'
import { seed, throwing } from './support/rules.ts'
import { wholeScan } from './support/wholeScan.ts'

const head = '# Spec: A\n\n**ID**: SPEC-001\n**Status**: wip\n\n## Requirements\n\n### Functional\n\n'
const many = (n: number, line: (k: number) => string): string => Array.from({ length: n }, (_, k) => line(k)).join('\n')

// Texts of n lines that are hard for somebody.
const texts: Record<string, (n: number) => string> = {
  requirements: (n) =>
    head + many(n, (k) => `- **FR-${k % 9999}**: System MUST \`a\` as FR-${(k * 7) % 9999} and [x](y.md) say`),
  'the same id again and again': (n) => head + many(n, () => '- **FR-001**: a FR-002 b'),
  'items without ids between items with ids': (n) =>
    head + many(n, (k) => (k % 2 ? '- System MUST do it' : `- **FR-${k % 9999}**: a`)),
  'malformed ids': (n) => head + many(n, (k) => `- **FR ${k % 9999}**: a`),
  'ids of other specifications in links': (n) => head + many(n, (k) => `[FR-${k % 9999} there](../a/spec.md) FR-9`),
  'blocks with ids in links': (n) =>
    `${head}- **FR-001**: a\n\n${many(n, (k) => `see [FR-${String(k % 999).padStart(3, '0')} of it][r${k}] and [FR-777](#x)\n`)}\n${many(n, (k) => `[r${k}]: #a`)}`,
  'comments in a value': (n) => `# Spec: A\n\n**ID**: SPEC-001\n**Status**: ${'<!--'.repeat(n * 8)}\n`,
  'open questions': (n) => head + many(n, (k) => `- [NEEDS CLARIFICATION: [a] \`]\` ${k}?]`),
  'questions without brackets': (n) => head + many(n, (k) => `**Storage ${k}**: NEEDS CLARIFICATION: which one?`),
  'questions without brackets on one line': (n) => `${head}- ${'NEEDS CLARIFICATION: '.repeat(n)}`,
  'open questions that never close': (n) => head + many(n, () => 'see [NEEDS CLARIFICATION: a'),
  placeholders: (n) => head + many(n, () => 'As a **[role]**, I want [capability]'),
  sections: (n) => `${head}\n${many(n, (k) => `## Section ${k}\n\n### US-${k}: a`)}`,
  'one paragraph with code on each line': (n) => head + many(n, (k) => `line ${k} \`code\` <b>x</b>`),
  'backticks of all lengths': (n) =>
    many(Math.round(Math.sqrt(n) * 6), (k) => `x${'`'.repeat(k + 1)}`).replaceAll('\n', ' '),
  'open tags': (n) => `a ${'<a <!-- <? <![CDATA[ '.repeat(n)}`,
  'nested lists': (n) => many(n, (k) => `${'  '.repeat(k % 60)}- **FR-${k % 9999}**: a`),
  'markers in a line': (n) => `${'- '.repeat(n * 4)}a\n\n\n`,
  'a quote and lazy lines': (n) => `${'> '.repeat(200)}a\n${many(n, () => 'lazy')}`,
  'blank lines below deep lists': (n) => `${'- '.repeat(200)}a\n${'\n'.repeat(n * 8)}b`,
  tables: (n) => `${head}| a | b |\n|---|---|\n${many(n, (k) => `| FR-${k % 9999} | \`x\` |`)}`,
  'tables of one row': (n) => head + many(n, () => '| a |\n|---|\n| FR-1 |\n'),
  definitions: (n) => many(n, (k) => `[r${k}]: https://e.x/${k} "t"`),
  'brackets without end': (n) => '['.repeat(n * 8),
  'ranges in boxes': (n) => `${head}## Tasks\n\n${many(n, () => '- [x] T1–T9999')}`,
  'stories and scenarios': (n) =>
    `${head}## User Stories\n\n${many(n, (k) => `### US-${k}: a\n\n1. **Given** a, **When** b\n2. [US${k}] Story ${k} and ${k + 1}`)}`,
  'the same requirement again and again': (n) =>
    head + many(n, (k) => `- **FR-${k}**: The system MUST write connection details of the queue into a Secret`),
  'blocks of YAML': (n) =>
    `${head}${many(n / 8, (k) => `\`\`\`yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a${k}\npassword: x${k}abc\n\`\`\`\n`)}`,
  'a block of YAML': (n) =>
    `${head}\`\`\`yaml\n${many(n, (k) => `---\nkind: A\napiVersion: v1\nmetadata: { name: a${k} }`)}\n\`\`\``,
  'aliases in YAML': (n) =>
    `${head}\`\`\`yaml\napiVersion: apps/v1\nkind: Deployment\nx: &a { name: q }\nspec: { selector: {}, template: { spec: { containers: [${'*a ,'.repeat(n / 2)}*a] } } }\n\`\`\``,
  'blanks in YAML': (n) => `${head}\`\`\`yaml\n${many(n / 40, () => `${' '.repeat(90)}...${' '.repeat(90)}:`)}\n\`\`\``,
  'actions in YAML': (n) => `${head}\`\`\`yaml\n${many(n / 4, () => 'a: {{ "b" | {{')}\n\`\`\``,
  'a block of KCL': (n) => `${head}xplane-a\n\n\`\`\`kcl\n${many(n, (k) => `a${k} = {\n}\na${k}.b.c = "`)}\n\`\`\``,
  'names of resources': (n) => head + many(n, (k) => `- xplane-a-${k} and xplane-`.repeat(2)),
  'suppression comments': (n) =>
    head +
    many(
      n,
      (k) => `<!-- specwise-disable duplicate-id, x${k % 7} -->\n- **FR-001**: is fast, etc. <!-- specwise-enable -->`,
    ),
  'suppressions on one line': (n) =>
    `${head}- a ${'<!-- specwise-disable-line duplicate-id --><!-- specwise-disable-next-line a -->'.repeat(n)}\n`,
  'suppressions that end others': (n) =>
    head + many(n, () => '<!-- specwise-disable duplicate-id --><!-- specwise-enable placeholder -->'),
  'comments that open suppressions': (n) => head + many(n, () => '<!-- specwise-disable duplicate-id -->'),
  'links and anchors': (n) => head + many(n, (k) => `[a](#s${k}) [b](../x/${k}.md#y) ![c](<a b.png> "t") [d](e(f)g)`),
  'links that never end': (n) => `${head}${'[a]('.repeat(n * 2)}`,
  'requirements, and tasks that name them': (n) =>
    `${head}${many(n, (k) => `- **FR-${k}**: a`)}\n\n## Tasks\n\n${many(n, (k) => `- [ ] T${k}: FR-${k * 2}`)}`,
  fences: (n) => head + many(n, (k) => `- \`\`\`\n  ${k}`),
}

/** The least of a few measurements, in milliseconds. */
function least(work: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let k = 0; k < 3; k++) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** Measures n, 2n and 4n; quadratic work takes 16 times as long for 4n. Small times are noise and pass. */
function assertLinear(what: string, prepare: (n: number) => () => void): void {
  let last = ''
  for (const n of [1000, 1500, 2000, 2500]) {
    const [one, , four] = [n, 2 * n, 4 * n].map((size) => least(prepare(size))) as [number, number, number]
    if (four < 4 || four < 9 * Math.max(one, 0.5)) return
    last = `${n}: ${one.toFixed(1)} ms, ${4 * n}: ${four.toFixed(1)} ms`
  }
  assert.fail(`${what} grows faster than linear: ${last}`)
}

describe('time grows with the text', function () {
  this.timeout(300_000)
  // Mocha keeps whole stacks, and the YAML parser makes an error for each fault: in a program ten frames are kept.
  const { stackTraceLimit } = Error
  before(() => {
    Error.stackTraceLimit = 10
  })
  after(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
  for (const [name, text] of Object.entries(texts)) {
    it(`reading: ${name}`, () => {
      assertLinear('scan', (n) => {
        const input = text(n)
        return () => void scan(input)
      })
      assertLinear('recognise', (n) => {
        const input = text(n)
        return () => void recognise(makeText('', input, ''), builtinFormats())
      })
      assertLinear('readAs', (n) => {
        const input = text(n)
        return () => void readAs(seed(), input)
      })
    })
    it(`questions: ${name}`, () => {
      assertLinear('openQuestionsOf', (n) => {
        const spec = readAs(seed(), text(n))
        return () => void openQuestionsOf(featureOf(spec))
      })
      assertLinear('specItems', (n) => {
        const spec = readAs(seed(), text(n))
        return () => void specItems(featureOf(spec))
      })
      assertLinear('traceOf', (n) => {
        const spec = readAs(seed(), text(n))
        return () => void traceOf(featureOf(spec))
      })
      assertLinear('readBareClarifications', (n) => {
        const { document } = readAs(seed(), text(n))
        const source = { scan: wholeScan(document), sections: document.sections }
        return () => void readBareClarifications(source)
      })
    })
    for (const rule of allRules) {
      it(`${rule.code}: ${name}`, () => {
        assertLinear(rule.code, (n) => {
          const spec = readAs(seed(), text(n))
          // A feature of its own each time: what rules collect of one is kept.
          return () => void check(featureOf(spec), spec, { rules: [rule], onError: throwing })
        })
      })
    }
  }
  // Blocks are parsed up to a limit, and kept: here each time another one, and far below the limit.
  const blocks: Record<string, (n: number) => string> = {
    keys: (n) => many(n / 8, (k) => `k${k}: [a, {b: c}]`),
    aliases: (n) => `kind: A\napiVersion: v1\nx: &a { name: q }\ny: [${'*a ,'.repeat(n / 4)}*a]`,
    blanks: (n) => many(n / 100, () => `${' '.repeat(90)}...${' '.repeat(90)}:`),
    actions: (n) => many(n / 8, () => 'a: {{ "b" | {{'),
    'open actions': (n) => '{{ a '.repeat(n / 4),
    quotes: (n) => `a: ${'"b" '.repeat(n / 4)}`,
  }
  let turn = 0
  for (const [name, text] of Object.entries(blocks)) {
    it(`YAML: ${name}`, () => {
      assertLinear(name, (n) => () => {
        const { document } = readAs(seed(), `${head}\`\`\`yaml\n# ${turn++}\n${text(n)}\n\`\`\`\n`)
        for (const root of rootsOf(document)) for (const one of everything(root)) valuesAt(one, 'name.x')
      })
    })
  }
  const manifests: Record<string, (n: number) => string> = {
    heads: (n) => many(n, (k) => `kind: A\napiVersion: v1\nmetadata:\n  name: a${k}\n---`),
    'lines of blanks': (n) => many(n / 4, () => `name:${' '.repeat(390)}"a"b`),
    'names that go on': (n) => `${'xplane-a-.'.repeat(n)}$`,
    mutations: (n) => many(n, (k) => `a${k} = {}\na${k}${'.b'.repeat(20)} c`),
  }
  for (const [name, text] of Object.entries(manifests)) {
    it(`manifests: ${name}`, () => {
      assertLinear(name, (n) => {
        const input = text(n)
        return () => {
          headsOf(input)
          namesIn(input, ['xplane-'])
          mutationsOf(input)
        }
      })
    })
  }
  it('renaming an id that ranges have', () => {
    assertLinear('renameAll', (n) => {
      const ids = Array.from({ length: n }, (_, k) => `FR-${String(k + 1).padStart(4, '0')}`)
      const text = `${head}${ids.map((id) => `- **${id}**: a`).join('\n')}\n\n## Notes\n\n${ids.map((id) => `FR-0001 ${id}`).join(' ')} FR-0001–FR-0003\n`
      const spec = readAs(seed(), text)
      const feature = featureOf(spec)
      const [first] = spec.definitions
      if (!first) assert.fail()
      const next = { ...first.id, number: 20_000, key: 'FR-20000', text: 'FR-20000' }
      return () => void renameAll(feature, new Map([[first.id.key, next]]))
    })
  })
  it('no section is parsed that would take long', () => {
    for (const text of Object.values(texts)) {
      const start = performance.now()
      sectionTree(text(20_000).slice(0, 32_000))
      assert.ok(performance.now() - start < 5000)
    }
  })
})
