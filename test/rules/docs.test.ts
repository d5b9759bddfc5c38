// The documentation of every rule: it is complete, and its incorrect example has one finding, its correct example none.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { explanationUrl, pageOfRule, pageUrl } from '../../server/src/rules/engine/page.ts'
import type { Finding, Report, Rule } from '../../server/src/rules/engine/rule.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import type { SpecDocument } from '../../server/src/templates/specDocument.ts'
import { apply, documentsOf, read, run, workspaceOf } from '../support/rules.ts'

// All rules run, because one of them counts the findings that suppression comments hide.
const findingsOf = async ({ code }: Rule, text: string): Promise<Finding[]> =>
  run(await workspaceOf(text)).filter((finding) => finding.code === code)

const codes = new Set(allRules.map(({ code }) => code))

/** The titles of the sections of a page, without those in its examples. */
const titlesIn = (page: string): string[] =>
  readDocument(page).sections.flatMap(({ level, title }) => (level === 1 ? [] : [title]))

describe('documentation of rules', () => {
  for (const rule of allRules) {
    const { code, summary, details, why, whenOff, options, bad, good, related, reference } = rule
    it(`${code}: has all texts, in complete sentences`, () => {
      assert.match(summary, /^[A-Z][^\n]*\.$/, 'one line')
      for (const [name, text] of Object.entries({ details, why, whenOff })) {
        assert.match(text, /^\S[\s\S]*[.)]$/, name)
        assert.doesNotMatch(text, /^#/m, `${name} has no headings`)
      }
      assert.match(whenOff, /^(?:Turn the rule off|Leave the rule on)[ ,.]/)
      for (const [name, { description }] of Object.entries(options ?? {}))
        assert.match(description, /^[A-Z][^\n|]*\.$/, name)
      for (const example of [bad, good]) assert.notEqual(example.trim(), '')
    })
    it(`${code}: has related rules that exist, each of them once`, () => {
      assert.deepEqual(
        related.filter((other) => other === code || !codes.has(other)),
        [],
      )
      assert.equal(new Set(related).size, related.length)
    })
    it(`${code}: has a page with all sections in order`, () => {
      const page = pageOfRule(rule)
      assert.deepEqual(titlesIn(page), [
        'Rule details',
        'Why',
        ...(options ? ['Options'] : []),
        'Incorrect',
        'Correct',
        'When to turn it off',
        ...(related.length > 0 ? ['Related rules'] : []),
        ...(reference === undefined ? [] : ['Further reading']),
      ])
      assert.ok(page.startsWith(`# ${code}\n\n${summary}\n\nDefault severity: `), page.slice(0, 200))
      for (const text of [details, why, whenOff, bad.trimEnd(), good.trimEnd()]) assert.ok(page.includes(`\n${text}\n`))
      for (const name of Object.keys(options ?? {}))
        assert.match(page, new RegExp(`^\\| \`${name}\` \\| \`.+\` \\| `, 'm'))
      for (const other of related) assert.ok(page.includes(`\n- [${other}](${other}.md)\n`), other)
      assert.match(page, /[^\n]\n$/)
    })
    it(`${rule.code}: has one finding in its incorrect example`, async () => {
      assert.deepEqual(
        (await findingsOf(rule, rule.bad)).map((finding) => finding.code),
        [rule.code],
      )
    })
    it(`${rule.code}: has no finding in its correct example`, async () => {
      assert.deepEqual(
        (await findingsOf(rule, rule.good)).map((finding) => finding.message),
        [],
      )
    })
    it(`${rule.code}: resolves its incorrect example by any preferred fix`, async () => {
      const { feature, context } = await workspaceOf(rule.bad)
      for (const { path, document } of feature.documents) {
        const name = path.slice(feature.path.length + 1)
        const spec = feature.documents.find((candidate) => candidate.path === path) as SpecDocument
        for (const finding of check(feature, spec, { context }).filter(({ code }) => code === rule.code)) {
          for (const fix of finding.fixes().filter((fix) => fix.preferred)) {
            const documents = documentsOf(rule.bad).set(name, apply(document.text, fix.edits))
            const fixed = [...documents].map(([file, text]) => `//- ${file}\n${text}`).join('')
            assert.deepEqual(
              (await findingsOf(rule, fixed)).map((finding) => finding.message),
              [],
            )
          }
        }
      }
    })
  }
})

describe('the page of a rule', () => {
  const full: Rule = {
    ...(allRules[0] as Rule),
    code: 'acme/owner',
    summary: 'No owner.',
    severity: 'warning',
    details: 'Labels are read.',
    why: 'Somebody has to answer.',
    options: { least: { default: 2, description: 'Minimum number.' } },
    bad: 'bad\n',
    good: 'good',
    whenOff: 'Turn the rule off.',
    related: ['duplicate-id', 'broken-link'],
    reference: 'https://acme.org/owner',
  }
  it('has everything that a rule documents', () => {
    assert.equal(
      pageOfRule(full),
      `# acme/owner

No owner.

Default severity: warning.

## Rule details

Labels are read.

## Why

Somebody has to answer.

## Options

| Option | Default | Description |
|---|---|---|
| \`least\` | \`2\` | Minimum number. |

## Incorrect

\`\`\`\`markdown
bad
\`\`\`\`

## Correct

\`\`\`\`markdown
good
\`\`\`\`

## When to turn it off

Turn the rule off.

## Related rules

- [duplicate-id](duplicate-id.md)
- [broken-link](broken-link.md)

## Further reading

https://acme.org/owner
`,
    )
  })
  it('has no heading for texts that a rule of a pack does not have', () => {
    const bare = { ...full, details: '', why: '', options: undefined, bad: '', good: '', whenOff: '', related: [] }
    assert.equal(
      pageOfRule({ ...bare, reference: undefined } as Rule),
      '# acme/owner\n\nNo owner.\n\nDefault severity: warning.\n',
    )
    assert.deepEqual(titlesIn(pageOfRule(bare as Rule)), ['Further reading'])
  })
  it('is on the web for built-in rules, and is the reference of a rule of a pack', () => {
    assert.match(pageUrl('duplicate-id'), /^https:.*\/docs\/rules\/duplicate-id\.md$/)
    assert.equal(explanationUrl({ code: 'duplicate-id', reference: undefined }), pageUrl('duplicate-id'))
    assert.equal(explanationUrl(full), 'https://acme.org/owner')
    for (const reference of ['our wiki, page 3', undefined])
      assert.equal(explanationUrl({ code: 'acme/owner', reference }), undefined)
  })
})

describe('a rule with a bug', () => {
  it('that throws loses its own findings and nothing else', () => {
    const broken = { ...(allRules[0] as Rule), code: 'broken', check: () => assert.fail('on purpose') }
    const reported: string[] = []
    const text = '# Spec: A\n\n**Status**: wip\n'
    const findings = check(featureOf(read(text)), read(text), {
      rules: [broken, ...allRules],
      onError: (rule) => void reported.push(rule.code),
    })
    assert.deepEqual(reported, ['broken'])
    assert.deepEqual(
      findings.map((finding) => finding.message),
      run(text).map((finding) => finding.message),
    )
  })
  it('cannot report outside the text', () => {
    const astray = {
      ...(allRules[0] as Rule),
      scope: 'feature' as const,
      check: (_: unknown, report: Report) => report({ start: 5, end: 9_999 }, 'x'),
    }
    const errors: unknown[] = []
    assert.deepEqual(
      check(featureOf(read('a')), read('a'), { rules: [astray], onError: (_, error) => void errors.push(error) }),
      [],
    )
    assert.equal(errors.length, 1)
  })
})
