// Parts that read on their own take linear time: YAML, manifests, the preview, and whole workspaces.
import assert from 'node:assert/strict'
import MarkdownIt from 'markdown-it'
import { extendMarkdownIt } from '../../client/src/preview.ts'
import { checkPaths } from '../../server/src/cli/check.ts'
import { mutationsOf } from '../../server/src/manifests/kcl.ts'
import { everything, rootsOf, valuesAt } from '../../server/src/manifests/manifest.ts'
import { manifestEntries, namesIn } from '../../server/src/manifests/manifestIndex.ts'
import { sectionTree } from '../../server/src/markdown/sectionTree.ts'
import { allRules } from '../../server/src/rules/all.ts'
import type { Rule } from '../../server/src/rules/engine/rule.ts'
import type { SpecDocument } from '../../server/src/templates/specDocument.ts'
import { assertLinear, type Work } from '../support/growth.ts'
import { type Check, checkedBy, describeGrowth, texts, textToFindings } from '../support/growthSuite.ts'
import { fullTexts, head, many } from '../support/hostileTexts.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { read } from '../support/rules.ts'

describeGrowth('parts', () => {
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
      for (let k = 0; k < 3; k++)
        for (const first of definitions) for (const second of definitions) if (first.id.key === second.id.key) same++
      assert.ok(same >= definitions.length)
    }
    const rules = rule ? [{ ...checkedBy(rule, pairs), scope: 'document' } as Rule] : []
    const { requirements } = fullTexts
    // A warm-up: if the code became faster between the sizes, quadratic work would look linear.
    for (let k = 0; k < 3; k++) await textToFindings(requirements?.(2000) ?? '', rules)((_, work) => work())
    await assert.rejects(
      assertLinear((n) => textToFindings(requirements?.(n) ?? '', rules), { from: 800, attempts: 1 }),
      new RegExp(`${rule?.code}: .* ms for`),
    )
    await assert.rejects(
      assertLinear(() => () => {}, { from: 800, to: 800 }),
      /is no work/,
    )
  })
})
