// Reading, every rule and every request take linear time: four times the size must not take nine times as long. Speed is not
// tested, because the pace of the machine cancels out. Every test really compares, or fails; see assertLinear.
import assert from 'node:assert/strict'
import MarkdownIt from 'markdown-it'
import { extendMarkdownIt } from '../client/src/preview.ts'
import { checkPaths } from '../server/src/cli/check.ts'
import { featureOf } from '../server/src/feature/feature.ts'
import { mutationsOf } from '../server/src/manifests/kcl.ts'
import { everything, rootsOf, valuesAt } from '../server/src/manifests/manifest.ts'
import { manifestEntries, namesIn } from '../server/src/manifests/manifestIndex.ts'
import { clearYamlCaches } from '../server/src/manifests/yamlBlocks.ts'
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

type Check = (...args: unknown[]) => void

/** A copy of a rule with another check. */
const checkedBy = (rule: Rule, check: Check): Rule => ({ ...rule, check }) as Rule

/** The rules, each timed as a part of the work. */
const timed = (time: Clock, rules: readonly Rule[]): Rule[] =>
  rules.map((rule) => checkedBy(rule, (...args) => time(rule.code, () => (rule.check as Check)(...args))))

/** The work from a text to its findings. The text is read from scratch each time, so that nothing is cached. */
const textToFindings =
  (text: string, rules = allRules): Work =>
  (time) => {
    time('recognise', () => recognise(makeText('', text, ''), builtinFormats()))
    const spec = time('read', () => read(text))
    clearYamlCaches() // the cache is limited: one size would be below the limit, the other above
    check(featureOf(spec), spec, { rules: timed(time, rules), onError: throwing })
  }

const texts = { ...fullTexts, ...bareTexts }

describe('time grows linearly', function () {
  this.timeout(60_000)
  // Mocha removes the limit of stack traces, and the YAML parser creates an error for each fault. Programs keep ten frames.
  const { stackTraceLimit } = Error
  before(async () => {
    Error.stackTraceLimit = 10
    const [text] = Object.values(fullTexts) // a warm-up, so that the first sizes are not measured with slow code
    for (let k = 0; k < 5; k++) await textToFindings(text?.(1000) ?? '')((_, work) => work())
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
    it(`reading and rules: ${name}`, () => assertLinear((n) => textToFindings(text(n))))
  for (const [name, text] of Object.entries(texts).filter(([name]) => name.includes('questions')))
    it(`a plan: ${name}`, () =>
      assertLinear((n) => {
        const fixture = `//- spec.md\n# Spec: A\n//- plan.md\n${text(n)}`
        return (time) => void time('read', () => folderOf(fixture))
      }))
  for (const [name, text] of Object.entries(fullTexts))
    it(`requests: ${name}`, () => assertLinear((n) => requests(text(n), 0.5), { from: 300 }))
  it('requests: an id inside ranges', () =>
    assertLinear(
      (n) => {
        const ids = Array.from({ length: n }, (_, k) => `FR-${String(k + 1).padStart(4, '0')}`)
        const items = ids.map((id) => `- **${id}**: a`).join('\n')
        const all = ids.map((id) => `FR-0001 ${id}`).join(' ')
        return requests(`${head}${items}\n\n## Notes\n\n${all} FR-0001–FR-0003\n`, 0)
      },
      { from: 300 },
    ))

  // Rules about many similar items or too few items have no findings in a grown example, and there are no suppressions.
  const silent = ['near-duplicate', 'too-few-criteria', 'too-few-requirements', 'unused-suppression']
  for (const rule of allRules) {
    it(`${rule.code}: the incorrect example in any size`, () => {
      const prepare = async (n: number): Promise<Work> => {
        const { feature, context } = await workspaceOf(grownExample(rule.bad, n))
        return (time) => {
          const fresh = { ...feature } // what rules collect about a feature is cached on it
          const findings = time(rule.code, () =>
            fresh.documents.flatMap((spec) => check(fresh, spec, { rules: [rule], context, onError: throwing })),
          )
          assert.equal(
            findings.length === 0,
            silent.includes(rule.code),
            'the rule has findings, unless it is listed as silent',
          )
        }
      }
      return assertLinear(prepare, { to: 800 })
    })
  }

  // Blocks are parsed up to a size limit, and cached. Here each block is new, and far below the limit.
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
  let blockNumber = 0
  for (const [name, text] of Object.entries(blocks)) {
    it(`YAML: ${name}`, () =>
      assertLinear((n) => (time) => {
        const { document } = read(`${head}\`\`\`yaml\n# ${blockNumber++}\n${text(n)}\n\`\`\`\n`)
        time(name, () => {
          for (const root of rootsOf(document)) for (const node of everything(root)) valuesAt(node, 'name.x')
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
          time('heads', () => manifestEntries(input))
          time('names', () => namesIn(input, ['xplane-']))
          time('mutations', () => mutationsOf(input))
        }
      }))
  }

  const checkOf = (documents: readonly (readonly [string, string])[]): Work => {
    const files = memoryFiles(Object.fromEntries(documents.map(([path, text]) => [`/w/specs/${path}`, text])))
    return (time) => time('check', async () => void (await checkPaths(files, '/w', ['.'])))
  }
  it('a workspace of specifications that reference each other', () =>
    assertLinear(
      (n) =>
        checkOf(
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
        checkOf([
          ['001-a/spec.md', head.replace('# Spec: A\n\n**ID**', '# Feature Specification: A\n\n**Feature Branch**')],
          ...Array.from({ length: n }, (_, k): [string, string] => [
            `001-a/checklists/c${k}.md`,
            `# Checklist: ${k}\n\n- [ ] CHK001 FR-001 to FR-00${k % 9} [more](../spec.md#functional)\n`,
          ]),
        ]),
      { from: 40, to: 40 },
    ))

  it('a section is parsed into a tree only up to a limit', () => {
    // remark-parse takes more than linear time for some of these texts, hence the limit.
    for (const text of Object.values(texts)) {
      sectionTree(text(4000).slice(0, 4000))
      assert.equal(sectionTree(text(4000).padEnd(32_001)), undefined)
    }
  })

  it('assertLinear fails for quadratic work, and for work that is too small to compare', async () => {
    const [rule] = allRules
    const pairs: Check = (spec) => {
      const { definitions } = spec as SpecDocument
      let same = 0
      // Several times, so that the pairs take longer than what else may happen meanwhile.
      for (let k = 0; k < 8; k++)
        for (const first of definitions) for (const second of definitions) if (first.id.key === second.id.key) same++
      assert.ok(same >= definitions.length)
    }
    const rules = rule ? [{ ...checkedBy(rule, pairs), scope: 'document' } as Rule] : []
    const { requirements } = fullTexts
    // A warm-up: if the code became faster between the sizes, quadratic work would look linear.
    for (let k = 0; k < 4; k++) await textToFindings(requirements?.(3000) ?? '', rules)((_, work) => work())
    await assert.rejects(
      assertLinear((n) => textToFindings(requirements?.(n) ?? '', rules), { attempts: 1 }),
      new RegExp(`${rule?.code}: .* ms for`),
    )
    await assert.rejects(
      assertLinear(() => () => {}, { to: 800 }),
      /is no work/,
    )
  })
})
