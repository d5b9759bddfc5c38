// The findings of broken-link, its fix, what it ignores, and the anchors that it knows.
import assert from 'node:assert/strict'
import { type Checker, createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { apply, checkRuleInWorkspace, run, workspaceOf } from '../support/rules.ts'

const gone = (path: string): string => `Broken link: "${path}" does not exist.`
const unmatched = (anchor: string): string => `Broken link: no heading matches "${anchor}".`

describe('broken-link', () => {
  it('finds links to files and headings that do not exist', async () => {
    const at = (link: string, message: string) => `- [a](${link})\n      ${'^'.repeat(link.length)} ${message}\n`
    const missing =
      at('plan.md', gone('plan.md')) + at('#nowhere', unmatched('#nowhere')) + at('/specs/a.md', gone('/specs/a.md'))
    await checkRuleInWorkspace(
      'broken-link',
      missing +
        at(
          'file:///home/me/a.md',
          'Link to a local path: "file:///home/me/a.md" cannot be opened on other machines. Link to a file of the repository.',
        ),
    )
    await checkRuleInWorkspace(
      'broken-link',
      at('/Users/me/w/a.md', 'Link to a local path: "/Users/me/w/a.md"') +
        at('/home/en/a.md', gone('/home/en/a.md')) +
        at('LICENSE', gone('LICENSE')),
    )
    await checkRuleInWorkspace(
      'broken-link',
      `Nowhere\n\n- at all\n\n${at('#nowhere', unmatched('#nowhere'))}${at('#at-all', unmatched('#at-all'))}`,
    )
    await checkRuleInWorkspace('broken-link', '## As [the plan](https://x.io) says\n\n[a](#as-the-plan-says)\n')
  })
  it('ignores destinations that stand for others, and notes in brackets', async () => {
    for (const text of ['[Chapter 3](source)', '[text](#anchor)', '[Authorize](管理者的權限)'])
      await checkRuleInWorkspace('broken-link', `${text}\n`)
    for (const link of ['設計.md', 'design', './設計'])
      await checkRuleInWorkspace('broken-link', `- [a](${link})\n      ${'^'.repeat(link.length)} ${gone(link)}\n`)
  })
  it('names no folder for a path as seen from the top folder', async () => {
    const text = '- [a](specs/api/gone.py)\n- [b](lib/api/gone.py)\n- [c](lib/gone.py)\n'
    const { feature, context } = await workspaceOf(text)
    assert.deepEqual(
      run({ feature, context }, 'broken-link').map(({ message }) => message),
      [
        gone('specs/api/gone.py'),
        gone('lib/api/gone.py'),
        `${gone('lib/gone.py')} The repository has no folder "specs/004-queue/lib".`,
      ],
    )
  })
  it('knows a quoted text that is meant for a file of the top folder', async () => {
    const text = '- Write into the README: "see the [notes](notes.md)"\n\nSee the [notes](notes.md).\n'
    const { feature, context } = await workspaceOf(`${text}//- ../../notes.md\n# A\n`)
    assert.deepEqual(
      run({ feature, context }, 'broken-link').map(({ start }) => start),
      [text.lastIndexOf('notes.md')],
    )
  })
  const written: readonly [link: string, better: string | undefined, folder?: string][] = [
    ['specs/003-topic/spec.md#summary', '../003-topic/spec.md#summary'],
    ['../../003-topic/spec.md', '../003-topic/spec.md'],
    ['specs/003-topic/', '../003-topic/'],
    ['specs/004-queue/spec.md', 'spec.md'],
    ['/003-topic/spec.md', '../003-topic/spec.md'],
    ['no%74es.md', '../../notes.md'],
    ['no%74es.md:11-40', '../../notes.md#L11-L40'],
    ['specs/003-topic/spec.md:7', '../003-topic/spec.md#L7'],
    ['../012-queue/plan.md', 'plan.md'],
    ['../012-order/plan.md', undefined, 'specs/012-order'],
    ['other.md', undefined],
    ['../spec.md', undefined],
    ['../../spec.md', undefined],
    ['specs/003-topic/spec.md#nothing', undefined],
  ]
  for (const [link, better, folder] of written)
    it(`of "${link}" ${better ? 'is corrected to a file in a folder above' : 'is not corrected'}`, async () => {
      const text = `- [a](${link})\n`
      const others = '//- plan.md\n# Plan\n//- ../003-topic/spec.md\n## Summary\n//- ../../notes.md\n# A\n'
      const { feature, context } = await workspaceOf(text + others)
      const [finding] = run({ feature, context }, 'broken-link')
      const asked = better ? ` Did you mean "${better}"?` : folder ? ` The repository has no folder "${folder}".` : ''
      assert.equal(finding?.message, gone(link) + asked)
      if (better) assert.equal(apply(text, finding?.fixes()[0]?.edits ?? []), `- [a](${better})\n`)
      assert.equal(finding?.fixable, better !== undefined)
    })
  for (const [link, better] of [
    ['file:///Users/me/w/specs/003-topic/spec.md#summary', '../003-topic/spec.md#summary'],
    ['file:///specs/003-topic/spec.md', '../003-topic/spec.md'],
    ['/Users/me/Projects/other/specs/003-topic/spec.md', '../003-topic/spec.md'],
    ['C:\\src\\w\\notes.md', '../../notes.md'],
    ['~/w/notes.md:3', '../../notes.md#L3'],
    ['/workspaces/app/specs/003-topic/spec.md', '../003-topic/spec.md'],
    ['/home/me/x/specs/012-queue/plan.md', 'plan.md'],
    ['/home/me/x/specs/012-order/plan.md', undefined],
    ['/Users/me/other/notes.md', undefined],
    ['/media/x/none.md', undefined],
    ['file:///Users/me/w/specs/003-topic/spec.md#nothing', undefined],
  ] as const)
    it(`to the local path "${link}" ${better ? 'is made a relative one' : 'is not corrected'}`, async () => {
      const text = `- [a](${link})\n`
      const others = '//- plan.md\n# Plan\n//- ../003-topic/spec.md\n## Summary\n//- ../../notes.md\n# A\n'
      const [finding] = run(await workspaceOf(text + others), 'broken-link')
      const end = better ? `Did you mean "${better}"?` : 'Link to a file of the repository.'
      assert.equal(finding?.message, `Link to a local path: "${link}" cannot be opened on other machines. ${end}`)
      if (better) assert.equal(apply(text, finding?.fixes()[0]?.edits ?? []), `- [a](${better})\n`)
    })
  it('is a hint in quotation marks, where the path is right elsewhere, behind broken code, and for addresses of a site', async () => {
    const found = async (line: string): Promise<number> =>
      run(await workspaceOf(`${line}\n//- ../../notes.md\n# A\n`), 'broken-link').filter(
        ({ severity }) => severity !== 'hint',
      ).length
    assert.equal(await found('[a](/blog/queues/) [b](/docs)'), 0)
    assert.equal(await found('[a](/specs/009-none/) [b](/docs/a.md)'), 2)
    assert.equal(await found('```markdown\n```bash\nls\n```\n\n[a](none.md)\n\n```\n'), 0)
    assert.equal(await found('[a](none.md)\n\n````markdown\n```bash\nls\n```\n````\n\n[a](none.md)\n'), 2)
    assert.equal(await found('Write "see [the notes](notes.md) for more" into it'), 0)
    assert.equal(await found('Write “see [the notes](notes.md) for more” into it'), 0)
    assert.equal(await found('Write "this" and see [the notes](notes.md)'), 1)
    assert.equal(await found('Write [the notes](notes.md "Notes")'), 1)
    assert.equal(await found('Write "see [the notes](none.md) for more" into it'), 0)
  })
  it('ignores links to what exists, and links that cannot be checked', async () => {
    await checkRuleInWorkspace(
      'broken-link',
      `## What's new, in 2.0?

[a](#whats-new-in-20) [a](../003-topic/spec.md) [a](../003-topic/) [a](/specs/003-topic/spec.md#summary) [a][1]
[a](https://x.io/none.md) [a](mailto:a@x.io) [a](<../004-queue/spec.md>) [a](../../../outside.md) [a](#)
Pattern: /^\\d+[dhms]( \\d+[dhms])*$/ or [a-z](?:x)
[text](url) items[1](integer) [a](../{name}/spec.md) [a](../XXX/spec.md) [#XXX](https://x.io/XXX) \`[a](none.md)\` <!-- [a](none.md) -->

[1]: ../003-topic/spec.md "Topic"

\`\`\`
[a](none.md)
\`\`\`
//- ../003-topic/spec.md
## Summary
`,
    )
  })
})

describe('a link in an attachment', () => {
  const research = 'specs/004-queue/research.md'
  const withResearch = (text: string): Checker =>
    createChecker({
      files: memoryFiles({
        '/w/.git/HEAD': '',
        '/w/README.md': '# Readme\n',
        '/w/specs/004-queue/spec.md': '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: a\n',
        [`/w/${research}`]: text,
      }),
      kept: false,
      roots: () => ['/w'],
      onError: assert.fail,
    })
  const found = async (text: string): Promise<string[]> => {
    const checker = withResearch(text)
    const { files } = await checker.check((await checker.load('/w/specs/004-queue/spec.md')) ?? assert.fail())
    return files.flatMap(({ file: { path }, spec, findings }) =>
      spec ? [] : findings.map((one) => `${path.slice(3)} ${one.message}`),
    )
  }
  it('is checked like that in a document, by this rule only', async () => {
    const text = '# Research\n\n[a](spec.md#requirements) [b](README.md) [c](#gone) FR-009\n\n```yaml\n'
    assert.deepEqual(await found(text), [
      `${research} Broken link: "README.md" does not exist. Did you mean "../../README.md"?`,
      `${research} ${unmatched('#gone')}`,
    ])
  })
  it('can be suppressed, and is not checked in a merge conflict', async () => {
    assert.deepEqual(await found('<!-- specwise-disable broken-link -->\n\n[a](none.md)\n'), [])
    assert.deepEqual(await found('<<<<<<< a\n[a](none.md)\n=======\nb\n>>>>>>> b\n'), [])
    assert.equal((await found('[a](none.md)\n')).length, 1)
  })
})

describe('the anchor of a heading', () => {
  for (const [heading, ...anchors] of [
    ['## Details\n\n## Details\n', 'details', 'details-1', 'Details-1', 'details_1', 'user-content-details-1'],
    ['## R&amp;D\n', 'rd'],
    ['## [Ref title][ref]\n\n[ref]: https://x.io\n', 'ref-title'],
    ['## 🚀 Go `code`, *now* ##\n', '-go-code-now', 'go-code-now'],
    ['## A <b>bold</b> [one](https://x.io)\n', 'a-bold-one'],
    ['## 数据 模型\n', '数据-模型', encodeURIComponent('数据-模型')],
    ['## Limits {#own-id}\n', 'own-id', 'limits'],
    ['## Limits\n{: .note #own-id}\n', 'own-id', 'limits'],
    ['[Limits]{#own-id} are\n', 'own-id'],
    ['<a id="own-id"></a>\n\n<a name="other"></a>\n', 'own-id', 'other'],
    ['<h2 align="center">The <b>limits</b></h2>\n', 'the-limits'],
    ['## Limits\n', ':~:text=limits', 'limits:~:text=words'],
  ] as const)
    it(`is found for ${JSON.stringify(heading)}`, async () => {
      for (const anchor of anchors) await checkRuleInWorkspace('broken-link', `${heading}\n[a](#${anchor})\n`)
      await checkRuleInWorkspace(
        'broken-link',
        `${heading}\n- [a](#nowhere)\n      ^^^^^^^^ ${unmatched('#nowhere')}\n`,
      )
    })
  it('has a number only if there are several equal headings', async () => {
    await checkRuleInWorkspace(
      'broken-link',
      `## Details\n\n- [a](#details-1)\n      ^^^^^^^^^^ ${unmatched('#details-1')}\n`,
    )
  })
  for (const text of ['\\[e](none.md)', '[e\\](none.md)', 'e](none.md)', '\\\\\\[e](none.md)'])
    it(`is not looked up for ${text}`, () => checkRuleInWorkspace('broken-link', `${text}\n`))
})
