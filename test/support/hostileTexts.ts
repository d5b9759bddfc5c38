// Texts of any length that are hard to process in linear time for some rule, request or part of the reader.

/** The start of a specification, up to the heading of its functional requirements. */
export const head = '# Spec: A\n\n**ID**: SPEC-001\n**Status**: wip\n\n## Requirements\n\n### Functional\n\n'

/** n lines, each made from its index. */
export const many = (n: number, line: (k: number) => string): string =>
  Array.from({ length: n }, (_, k) => line(k)).join('\n')

/** Specifications of n lines with much to answer requests from. */
export const fullTexts: Record<string, (n: number) => string> = {
  requirements: (n) =>
    head + many(n, (k) => `- **FR-${k % 9999}**: System MUST \`a\` as FR-${(k * 7) % 9999} and [x](y.md) say`),
  'the same id again and again': (n) => head + many(n, () => '- **FR-001**: a FR-002 b'),
  'items without ids between items with ids': (n) =>
    head + many(n, (k) => (k % 2 ? '- System MUST do it' : `- **FR-${k % 9999}**: a`)),
  'malformed ids': (n) => head + many(n, (k) => `- **FR ${k % 9999}**: a`),
  'ids of other specifications in links': (n) => head + many(n, (k) => `[FR-${k % 9999} there](../a/spec.md) FR-9`),
  'blocks with ids in links': (n) =>
    `${head}- **FR-001**: a\n\n${many(n, (k) => `see [FR-${String(k % 999).padStart(3, '0')} of it][r${k}] and [FR-777](#x)\n`)}\n${many(n, (k) => `[r${k}]: #a`)}`,
  'open questions': (n) => head + many(n, (k) => `- [NEEDS CLARIFICATION: [a] \`]\` ${k}?]`),
  'questions without brackets': (n) => head + many(n, (k) => `**Storage ${k}**: NEEDS CLARIFICATION: which one?`),
  'open questions that never close': (n) => head + many(n, () => 'see [NEEDS CLARIFICATION: a'),
  'markers without a question': (n) =>
    head + many(n, (k) => `- **FR-${k}**: System MUST keep it for [NEEDS CLARIFICATION] (NEEDS CLARIFICATION`),
  'tasks with signs, and a legend': (n) =>
    `${head}## Tasks\n\n${many(n, (k) => `- [${k % 2 ? 'S' : '50%'}] T${k}: a\n- [S] = skipped`)}`,
  'tasks without boxes': (n) => `${head}## Tasks\n\n${many(n, (k) => `- **T${k}**: a\n  - [x] b`)}`,
  'tasks without ids': (n) => `${head}## Tasks\n\n${many(n, (k) => `- [x] Do ${k}\n\n### Task ${k}: a`)}`,
  'tasks that are stated again': (n) =>
    `${head}## Tasks\n\n${many(n / 2, (k) => `- [ ] T${k}: Write the tests`)}\n\n## Open at the End\n\n${many(n / 2, (k) => `- [ ] T${k}: Write the tests`)}`,
  'tasks that are code': (n) => `${head}## Tasks\n\n${many(n, (k) => `    - [ ] T${k}: a\n\ntext`)}`,
  placeholders: (n) => head + many(n, () => 'As a **[role]**, I want [capability]'),
  sections: (n) => `${head}\n${many(n, (k) => `## Section ${k}\n\n### US-${k}: a`)}`,
  'nested lists': (n) => many(n, (k) => `${'  '.repeat(k % 60)}- **FR-${k % 9999}**: a`),
  tables: (n) => `${head}| a | b |\n|---|---|\n${many(n, (k) => `| FR-${k % 9999} | \`x\` |`)}`,
  'tables of one row': (n) => head + many(n, () => '| a |\n|---|\n| FR-1 |\n'),
  'ranges in boxes': (n) => `${head}## Tasks\n\n${many(n / 8, () => '- [x] T1–T9999')}`,
  'stories and scenarios': (n) =>
    `${head}## User Stories\n\n${many(n, (k) => `### US-${k}: a\n\n1. **Given** a, **When** b\n2. [US${k}] Story ${k} and ${k + 1}`)}`,
  'the same requirement again and again': (n) =>
    head + many(n, (k) => `- **FR-${k}**: The system MUST write connection details of the queue into a Secret`),
  'names of resources': (n) => head + many(n, (k) => `- xplane-a-${k} and xplane-`.repeat(2)),
  'merge conflicts': (n) =>
    head + many(n / 5, (k) => `<<<<<<< a\n- **FR-${k % 9999}**: a\n=======\n- **FR-${k % 9999}**: b FR-001\n>>>>>>> b`),
  'merge conflicts without an end': (n) => head + many(n, (k) => (k % 2 ? '<<<<<<< a' : '=======')),
  'suppression comments': (n) =>
    head +
    many(
      n,
      (k) => `<!-- specwise-disable duplicate-id, x${k % 7} -->\n- **FR-001**: is fast, etc. <!-- specwise-enable -->`,
    ),
  'links and anchors': (n) => head + many(n, (k) => `[a](#s${k}) [b](../x/${k}.md#y) ![c](<a b.png> "t") [d](e(f)g)`),
  'requirements, and tasks that reference them': (n) =>
    `${head}${many(n, (k) => `- **FR-${k}**: a`)}\n\n## Tasks\n\n${many(n, (k) => `- [ ] T${k}: FR-${k * 2}`)}`,
  'other languages': (n) =>
    `${head}${many(n, (k) => `- **FR-${k}**：系统必须支持 A、B 等。用户故事 ${k} FR-${k}～FR-${k + 9} 已移至 108 [待澄清：${k}？]`)}\n\n## 用户场景与测试\n\n${many(n / 4, (k) => `### 用户故事 ${k}\n\n1. **给定** a，**那么** b`)}`,
  'questions after their markers': (n) =>
    head + many(n, (k) => `- **[NEEDS CLARIFICATION] Limits ${k}**: will it stop?`),
  fences: (n) => head + many(n, (k) => `- \`\`\`\n  ${k}`),
}

/** Texts of n lines with little to answer requests from. */
export const bareTexts: Record<string, (n: number) => string> = {
  'comments in a value': (n) => `# Spec: A\n\n**ID**: SPEC-001\n**Status**: ${'<!--'.repeat(n * 8)}\n`,
  'questions without brackets on one line': (n) => `${head}- ${'NEEDS CLARIFICATION: '.repeat(n)}`,
  'one paragraph with code on each line': (n) => head + many(n, (k) => `line ${k} \`code\` <b>x</b>`),
  'backticks of all lengths': (n) =>
    many(Math.round(Math.sqrt(n) * 6), (k) => `x${'`'.repeat(k + 1)}`).replaceAll('\n', ' '),
  'blanks behind an id': (n) => `${head}- **FR-001**: a FR-002${' '.repeat(n * 8)}x\n`,
  'blanks behind a count': (n) => `${head}Total tasks:${' '.repeat(n * 8)}x\n`,
  'numbers of items on a line': (n) => `${head}${'18 functional requirements, 2/3 user stories added '.repeat(n)}`,
  'a line of changes': (n) => `${head}- Removed ${'FR-0999, FR-998a/b of '.repeat(n)}`,
  'quotation marks around links': (n) => `${head}${'"see [a](b/c.md) '.repeat(n)}`,
  'broken items': (n) => `${head}## Tasks\n\n- [ ] T9999 a\n\n${many(n, (k) => `-- [x] T${k + 1000} a`)}`,
  'claims in a line': (n) => `${head}${'[x] No [NEEDS CLARIFICATION] markers remain '.repeat(n)}`,
  'unknown ids that are struck out': (n) => `${head}- **FR-001**: a ${'~~FR-0999~~ of Phase 2 FR-0998 '.repeat(n)}`,
  'open tags': (n) => `a ${'<a <!-- <? <![CDATA[ '.repeat(n)}`,
  'markers in a line': (n) => `${'- '.repeat(n * 4)}a\n\n\n`,
  'a block quote with lazy continuation lines': (n) => `${'> '.repeat(200)}a\n${many(n, () => 'lazy')}`,
  'blank lines below deep lists': (n) => `${'- '.repeat(200)}a\n${'\n'.repeat(n * 8)}b`,
  'link definitions': (n) => many(n, (k) => `[r${k}]: https://e.x/${k} "t"`),
  'markers without their questions': (n) => `${head}- ${'[NEEDS CLARIFICATION] a? '.repeat(n)}`,
  'words for withdrawn items, and tildes': (n) => `${head}- FR-1 ${'entfernt ~ ~ FR-2 '.repeat(n)}`,
  'stories on one line': (n) => `${head}- ${'Historias de usuario 1, '.repeat(n)}`,
  'brackets without end': (n) => '['.repeat(n * 8),
  'blocks of YAML': (n) =>
    `${head}${many(n / 8, (k) => `\`\`\`yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a${k}\npassword: x${k}abc\n\`\`\`\n`)}`,
  'a block of YAML': (n) =>
    `${head}\`\`\`yaml\n${many(n, (k) => `---\nkind: A\napiVersion: v1\nmetadata: { name: a${k} }`)}\n\`\`\``,
  'aliases in YAML': (n) =>
    `${head}\`\`\`yaml\napiVersion: apps/v1\nkind: Deployment\nx: &a { name: q }\nspec: { selector: {}, template: { spec: { containers: [${'*a ,'.repeat(n / 2)}*a] } } }\n\`\`\``,
  'blanks in YAML': (n) => `${head}\`\`\`yaml\n${many(n / 40, () => `${' '.repeat(90)}...${' '.repeat(90)}:`)}\n\`\`\``,
  'actions in YAML': (n) => `${head}\`\`\`yaml\n${many(n / 16, () => 'a: {{ "b" | {{')}\n\`\`\``,
  'a block of KCL': (n) => `${head}xplane-a\n\n\`\`\`kcl\n${many(n, (k) => `a${k} = {\n}\na${k}.b.c = "`)}\n\`\`\``,
  'suppressions on one line': (n) =>
    `${head}- a ${'<!-- specwise-disable-line duplicate-id --><!-- specwise-disable-next-line a -->'.repeat(n)}\n`,
  'suppressions that end others': (n) =>
    head + many(n, () => '<!-- specwise-disable duplicate-id --><!-- specwise-enable placeholder -->'),
  'comments that open suppressions': (n) => head + many(n, () => '<!-- specwise-disable duplicate-id -->'),
  'links that never end': (n) => `${head}${'[a]('.repeat(n * 2)}`,
}
