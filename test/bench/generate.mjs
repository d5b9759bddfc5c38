// Generates specifications in the format of the built-in template, of any number and length. The same on every machine.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { peerSettings } from './programs.mjs'
import { capital, criterion, deed, prose, random, requirement, roles, scenario, story, things } from './words.mjs'

const usual = { stories: 4, requirements: 14, criteria: 6, tasks: 15 }
const linesPerStory = 9

const checklist = {
  'Project Manager': ['Problem statement is clear and specific', 'Acceptance scenarios are testable', 'Scope is small'],
  'Platform Engineer': [
    'Design follows existing patterns',
    'Resource naming follows `xplane-*` convention',
    'Examples',
  ],
  'Security & Compliance': [
    'Zero-trust networking',
    'Least-privilege RBAC',
    'No hardcoded credentials',
    'IAM is scoped',
  ],
  SRE: ['Health checks defined (liveness, readiness probes)', 'Failure modes documented', 'Rollback path clear'],
}

/**
 * The text of specification number `i`, from 1: about 9.5 KB in 210 lines by default. Some have a defect: an open question,
 * an unfilled date, a duplicate id, a task for an undefined requirement, or no `Problem`. One in four contains characters
 * beyond Latin-1, for which Node needs twice the memory.
 * @param {{ stories?: number, requirements?: number, criteria?: number, tasks?: number }} [sizes]
 */
export function specText(i, sizes) {
  const { stories, requirements, criteria, tasks } = { ...usual, ...sizes }
  const r = random(i)
  const every = (n, rest) => i % n === rest
  const out = [`# Spec: ${capital(titleOf(i))}`, '', `**ID**: SPEC-${pad(i, 4)}`]
  const section = (title, ...lines) => out.push('', '---', '', `## ${title}`, '', ...lines)
  const box = () => (r.below(2) === 0 ? '- [ ]' : '- [x]')
  out.push(
    `**Issue**: [#${1000 + i}](https://example.com/issues/${1000 + i})`,
    `**Status**: ${r.pick(['draft', 'in-review', 'approved', 'implementing', 'done'])}`,
    `**Type**: ${r.pick(['composition', 'infrastructure', 'security', 'platform'])}`,
    `**Created**: ${every(31, 4) ? 'YYYY-MM-DD' : `2026-${pad(1 + r.below(12), 2)}-${pad(1 + r.below(28), 2)}`}`,
  )
  section('Summary', prose(r, 3) + (every(4, 2) ? ' Old setup → new setup – no downtime.' : ''))
  if (!every(43, 5)) section('Problem', prose(r, 5), '', prose(r, 4))
  section('User Stories')
  for (let k = 1; k <= stories; k++) {
    out.push(`### US-${k}: ${capital(r.pick(things))} for each ${r.pick(roles)} (Priority: P${1 + r.below(3)})`, '')
    out.push(story(r), '', '**Acceptance Scenarios**:', '', `1. ${scenario(r)}`, `2. ${scenario(r)}`, '')
  }
  out.pop()
  section('Requirements', '### Functional', '')
  for (let k = 1; k <= requirements; k++) {
    out.push(`- **FR-${pad(every(29, 6) && k === 2 ? 1 : k)}**: ${requirement(r)}${k % 6 === 0 ? ' (US-1)' : ''}`)
  }
  out.push('', '### Non-Goals', '', `- ${capital(deed(r))}`, `- ${capital(deed(r))}`)
  section('Success Criteria')
  for (let k = 1; k <= criteria; k++) out.push(`- **SC-${pad(k)}**: ${criterion(r)}`)
  section('Design', ...design(r, i))
  out.push(`${box()} Operator installed, see [${titleOf(i - 1)}](../${folderOf(i - 1)}/spec.md)`, `${box()} IAM policy`)
  section('Tasks')
  for (let phase = 0, k = 1; phase < 3; phase++) {
    out.push(`### Phase ${phase + 1}: ${['Prerequisites', 'Implementation', 'Validation & Documentation'][phase]}`, '')
    for (; k <= Math.round((tasks * (phase + 1)) / 3); k++) {
      const requirementNumber = every(23, 7) && k === 3 ? requirements + 7 : 1 + r.below(requirements)
      out.push(`${box()} T${pad(k)}: ${capital(deed(r))} (FR-${pad(requirementNumber)})`)
    }
    out.push('')
  }
  out.pop()
  section('Validation', `${box()} Basic example renders successfully`, `${box()} Polaris score >= 85`)
  out.push(`${box()} Success criteria SC-001 through SC-${pad(criteria)} verified`)
  section('Review Checklist')
  for (const [persona, points] of Object.entries(checklist)) {
    out.push(`### ${persona}`, '', ...points.map((point) => `${box()} ${point}`), '')
  }
  out.pop()
  section('Clarifications', '<!-- Use [NEEDS CLARIFICATION: question?] for unresolved items -->', '')
  out.push(every(9, 1) ? '- [NEEDS CLARIFICATION: who pays for it?]' : '- [CLARIFIED: every team pays its own part]')
  section('References', '- Constitution: [docs/constitution.md](../../constitution.md)')
  out.push('- ADR: [ADR-0001](../../adr/0001.md)', '')
  return out.join('\n')
}

function design(r, i) {
  const rows = Array.from({ length: 7 }, (_, k) => {
    const kind = r.pick(['Deployment', 'Service', 'Secret', 'PodMonitor'])
    return `| \`${kind}\` | ${k % 2 ? 'Always' : 'When `backup.enabled`'} | ${prose(r, 1)} |`
  })
  const manifest = ['apiVersion: platform.example.com/v1', 'kind: Claim', 'metadata:', `  name: claim-${i}`, 'spec:']
  manifest.push(
    '  # Required',
    `  size: ${r.pick(['small', 'large'])}`,
    '',
    '  backup: true # Optional, default: false',
  )
  return ['### API / Interface', '', '```yaml', ...manifest, '```', '', prose(r, 5), '']
    .concat('### Resources Created', '', '| Resource | Condition | Notes |', '| --- | --- | --- |', rows)
    .concat('', '### Dependencies', '')
}

/** One specification with a given number of lines (at least 300) and some defects. */
export function bigSpec(lines) {
  const number = 3457 // this one has an open question, a duplicate id and a task for an undefined requirement
  const scale = (stories) => ({ stories, requirements: stories * 5, criteria: stories, tasks: stories * 6 })
  const perStory = linesPerStory + 5 + 1 + 6
  const least = countLines(specText(number, scale(1))) - perStory
  const sizes = scale(Math.max(1, Math.floor((lines - least) / perStory)))
  sizes.requirements += lines - countLines(specText(number, sizes))
  return specText(number, sizes)
}

/** Writes `n` specifications into `folder`/docs/specs, and the documents that they link to. */
export function writeWorkspace(folder, n) {
  write(folder, peerSettings.path, peerSettings.text)
  write(folder, 'docs/constitution.md', '# Constitution\n\nEverything is described in Git.\n')
  write(folder, 'docs/adr/0001.md', '# ADR-0001: Describe everything in Git\n\nAccepted.\n')
  for (let i = 1; i <= n; i++) write(folder, `docs/specs/${folderOf(i)}/spec.md`, specText(i))
}

/** Writes a file, creating its folders. Returns its path. */
export function write(folder, path, text) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const titleOf = (i) => `${things[i % things.length]} on demand`
const folderOf = (i) => `${pad(Math.max(1, i), 4)}-${things[Math.max(1, i) % things.length].replaceAll(' ', '-')}`
const pad = (n, width = 3) => String(n).padStart(width, '0')
const countLines = (text) => text.split('\n').length - 1
