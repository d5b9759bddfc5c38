// Reading, every rule and every request take linear time: four times the size must not take nine times as long. No test of
// speed: the machine's own pace cancels out. Every test compares, or fails; see assertLinear.
import assert from 'node:assert/strict'
import MarkdownIt from 'markdown-it'
import { extendMarkdownIt } from '../client/src/preview.ts'
import { checkPaths } from '../server/src/cli/check.ts'
import { featureOf } from '../server/src/feature/feature.ts'
import { mutationsOf } from '../server/src/manifests/kcl.ts'
import { everything, rootsOf, valuesAt } from '../server/src/manifests/manifest.ts'
import { headsOf, namesIn } from '../server/src/manifests/manifestIndex.ts'
import { forgetYaml } from '../server/src/manifests/yamlBlocks.ts'
import { sectionTree } from '../server/src/markdown/sectionTree.ts'
import { allRules } from '../server/src/rules/all.ts'
import type { Rule } from '../server/src/rules/engine/rule.ts'
import { check } from '../server/src/rules/engine/run.ts'
import { builtinFormats } from '../server/src/templates/builtin.ts'
import { recognise } from '../server/src/templates/detect.ts'
import type { SpecDocument } from '../server/src/templates/specDocument.ts'
import { makeText } from '../server/src/workspace/store.ts'
import { grownExample } from './support/grownExample.ts'
import { assertLinear, type Clock, type Work } from './support/growth.ts'
import { bareTexts, fullTexts, head, many } from './support/hostileTexts.ts'
import { memoryFiles } from './support/memoryFiles.ts'
import { requestsOf } from './support/requests.ts'
import { folderOf, read, throwing, workspaceOf } from './support/rules.ts'

type Check = (...given: unknown[]) => void

/** A rule with another check. */
const checkedBy = (rule: Rule, check: Check): Rule => ({ ...rule, check }) as Rule

/** The rules, each under the clock. */
const timed = (time: Clock, rules: readonly Rule[]): Rule[] =>
  rules.map((rule) => checkedBy(rule, (...given) => time(rule.code, () => (rule.check as Check)(...given))))

/** A text on the whole way to its findings, read anew each time: nothing is known of it before. */
const wholeWay =
  (text: string, rules = allRules): Work =>
  (time) => {
    time('recognise', () => recognise(makeText('', text, ''), builtinFormats()))
    const spec = time('read', () => read(text))
    forgetYaml() // what is kept has a limit: one size would be below it, the other above
    check(featureOf(spec), spec, { rules: timed(time, rules), onError: throwing })
  }

const texts = { ...fullTexts, ...bareTexts }

describe('time grows with the text', function () {
  this.timeout(60_000)
  // Mocha keeps whole stacks, and the YAML parser makes an error for each fault: in a program ten frames are kept.
  const { stackTraceLimit } = Error
  before(async () => {
    Error.stackTraceLimit = 10
    const [text] = Object.values(fullTexts) // for a start, so that the first sizes are not measured with slow code
    for (let k = 0; k < 5; k++) await wholeWay(text?.(1000) ?? '')((_, work) => work())
  })
  after(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
  const stops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })
  const requests = async (text: string, part: number): Promise<Work> => {
    const { client, work } = await requestsOf(text, part)
    stops.push(client.stop)
    return work
  }

  for (const [name, text] of Object.entries(texts))
    it(`reading and rules: ${name}`, () => assertLinear((n) => wholeWay(text(n))))
  for (const [name, text] of Object.entries(texts).filter(([name]) => name.includes('questions')))
    it(`a plan: ${name}`, () =>
      assertLinear((n) => {
        const fixture = `//- spec.md\n# Spec: A\n//- plan.md\n${text(n)}`
        return (time) => void time('read', () => folderOf(fixture))
      }))
  for (const [name, text] of Object.entries(fullTexts))
    it(`requests: ${name}`, () => assertLinear((n) => requests(text(n), 0.5), { from: 300 }))
  it('requests: an id that ranges have', () =>
    assertLinear(
      (n) => {
        const ids = Array.from({ length: n }, (_, k) => `FR-${String(k + 1).padStart(4, '0')}`)
        const items = ids.map((id) => `- **${id}**: a`).join('\n')
        const all = ids.map((id) => `FR-0001 ${id}`).join(' ')
        return requests(`${head}${items}\n\n## Notes\n\n${all} FR-0001–FR-0003\n`, 0)
      },
      { from: 300 },
    ))

  // What is told of many items alike, or of few of them, is not told of the examples in any size.
  const silent = ['near-duplicate', 'too-few-criteria', 'too-few-requirements', 'unused-suppression']
  for (const rule of allRules) {
    it(`${rule.code}: its bad example in any size`, () => {
      const prepare = async (n: number): Promise<Work> => {
        const { feature, context } = await workspaceOf(grownExample(rule.bad, n))
        return (time) => {
          const fresh = { ...feature } // what rules collect of a feature is kept
          const findings = time(rule.code, () =>
            fresh.documents.flatMap((spec) => check(fresh, spec, { rules: [rule], context, onError: throwing })),
          )
          assert.equal(findings.length === 0, silent.includes(rule.code), 'the rule is at work')
        }
      }
      return assertLinear(prepare, { to: 800 })
    })
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
  it('the preview: questions on one line', () =>
    assertLinear((n) => {
      const text = `- **FR-001**: a ${'[NEEDS CLARIFICATION: x?] '.repeat(n / 4)}${'[NEEDS CLARIFICATION: '.repeat(n / 8)}`
      const markdown = extendMarkdownIt(new MarkdownIt() as never) as unknown as MarkdownIt
      return (time) => void time('preview', () => markdown.render(text))
    }))
  let turn = 0
  for (const [name, text] of Object.entries(blocks)) {
    it(`YAML: ${name}`, () =>
      assertLinear((n) => (time) => {
        const { document } = read(`${head}\`\`\`yaml\n# ${turn++}\n${text(n)}\n\`\`\`\n`)
        time(name, () => {
          for (const root of rootsOf(document)) for (const one of everything(root)) valuesAt(one, 'name.x')
        })
      }))
  }
  const manifests: Record<string, (n: number) => string> = {
    heads: (n) => many(n, (k) => `kind: A\napiVersion: v1\nmetadata:\n  name: a${k}\n---`),
    'lines of blanks': (n) => many(n / 4, () => `name:${' '.repeat(390)}"a"b`),
    'names that go on': (n) => `${'xplane-a-.'.repeat(n)}$`,
    mutations: (n) => many(n, (k) => `a${k} = {}\na${k}${'.b'.repeat(20)} c`),
  }
  for (const [name, text] of Object.entries(manifests)) {
    it(`manifests: ${name}`, () =>
      assertLinear((n) => {
        const input = text(n)
        return (time) => {
          time('heads', () => headsOf(input))
          time('names', () => namesIn(input, ['xplane-']))
          time('mutations', () => mutationsOf(input))
        }
      }))
  }

  const checked = (documents: readonly (readonly [string, string])[]): Work => {
    const files = memoryFiles(Object.fromEntries(documents.map(([path, text]) => [`/w/specs/${path}`, text])))
    return (time) => time('check', async () => void (await checkPaths(files, '/w', ['.'])))
  }
  it('a workspace of specifications that name each other', () =>
    assertLinear(
      (n) =>
        checked(
          Array.from({ length: n }, (_, k) => [
            `${k + 101}-a/spec.md`,
            `${head.replace('001', `${k + 101}`)}- **FR-001**: as SPEC-${k + 102} FR-001 and [b](../${k + 102}-a/spec.md#functional) say\n`,
          ]),
        ),
      { from: 40, to: 40 },
    ))
  it('a specification of many documents', () =>
    assertLinear(
      (n) =>
        checked([
          ['001-a/spec.md', head.replace('# Spec: A\n\n**ID**', '# Feature Specification: A\n\n**Feature Branch**')],
          ...Array.from({ length: n }, (_, k): [string, string] => [
            `001-a/checklists/c${k}.md`,
            `# Checklist: ${k}\n\n- [ ] CHK001 FR-001 to FR-00${k % 9} [more](../spec.md#functional)\n`,
          ]),
        ]),
      { from: 40, to: 40 },
    ))

  it('a section is a tree up to a limit', () => {
    // remark-parse takes more than linear time for some of these: that is what the limit is for.
    for (const text of Object.values(texts)) {
      sectionTree(text(4000).slice(0, 4000))
      assert.equal(sectionTree(text(4000).padEnd(32_001)), undefined)
    }
  })

  it('what is not linear is told', async () => {
    const [rule] = allRules
    const pairs: Check = (spec) => {
      const { definitions } = spec as SpecDocument
      let same = 0
      for (const one of definitions) for (const other of definitions) if (one.id.key === other.id.key) same++
      assert.ok(same >= definitions.length)
    }
    const rules = rule ? [{ ...checkedBy(rule, pairs), scope: 'document' } as Rule] : []
    const { requirements } = fullTexts
    await assert.rejects(
      assertLinear((n) => wholeWay(requirements?.(n) ?? '', rules), { attempts: 1 }),
      new RegExp(`${rule?.code}: .* ms for`),
    )
    await assert.rejects(
      assertLinear(() => () => {}, { to: 800 }),
      /is no work/,
    )
  })
})
