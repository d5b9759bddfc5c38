// specwise init --agents: tells the agents of a repository about Specwise, in AGENTS.md and as a skill. What is there stays.
import { join } from 'node:path'
import { inLineEndsOf } from '../base/lines.ts'
import { literal } from '../base/words.ts'
import type { Files } from '../workspace/files.ts'
import { shownFrom } from './checkUnit.ts'

const [opening, closing] = ['<!-- specwise: begin -->', '<!-- specwise: end -->']

const lines = `${opening}
## Specifications

Specifications, plans and task lists of this repository are checked by Specwise.

- After you wrote or changed one: \`specwise check --format agent FOLDER\`, and mend what it finds. \`--fix\` mends what
  needs no judgement; \`specwise explain RULE\` tells why a rule is there.
- Before you work on a task: \`specwise context T012 FOLDER\` shows its requirements, story, criteria, decisions and files.
- Only a person answers a \`[NEEDS CLARIFICATION: …]\`: \`specwise clarifications\` lists them. Never remove a requirement or
  a question, and never silence a rule, to make a finding go away.
${closing}
`

const skill = `---
name: specwise
description: Check Markdown specifications, plans and task lists after writing or changing them, and look up what a task needs before working on it. Use it for spec.md, plan.md, tasks.md, requirements (FR-001), success criteria (SC-001), user stories and open questions.
---

# Specwise

${lines.split('\n').slice(5, -2).join('\n')}

Each line of \`specwise check --format agent\` is \`path:line: severity rule: message\`; \`[--fix]\` at its end says that
\`specwise check --fix\` mends it. Exit code 0: no errors; 1: errors; 2: wrong usage, or a file could not be read.
\`specwise mcp\` is the same for agents that speak the Model Context Protocol.
`

/** Folders that agents look for skills in, where there is such a folder already. */
const homes = ['.claude', '.agents', '.github']

/** Writes them; what was written and what stayed as it was, in words. Rejects with a reason that can be shown. */
export async function initAgents(files: Files, cwd: string): Promise<string[]> {
  const done = [await writeLines(files, join(cwd, 'AGENTS.md'), cwd)]
  const there: string[] = []
  for (const home of homes) if ((await files.kind(join(cwd, home))) === 'folder') there.push(home)
  for (const home of there.length > 0 ? there : ['.agents']) {
    const folder = join(cwd, home, 'skills', 'specwise')
    const shown = shownFrom(cwd)(join(folder, 'SKILL.md'))
    if ((await files.kind(folder)) !== undefined) {
      done.push(`${shown}: is there already, and was left alone`)
      continue
    }
    await files.createFolder(folder, [{ name: 'SKILL.md', text: skill }], cwd)
    done.push(`${shown}: written`)
  }
  return done
}

/** Where a marker stands alone on its line. */
const placesOf = (text: string, marker: string): number[] =>
  [...text.matchAll(new RegExp(`^${literal(marker)}[ \\t]*$`, 'gm'))].map(({ index }) => index)

/** The lines of Specwise in a file: added at its end, or in place of those that are there. */
async function writeLines(files: Files, path: string, cwd: string): Promise<string> {
  if ((await files.kind(path)) === undefined) {
    await files.createFile(path, `# Instructions for agents\n\n${lines}`, cwd)
    return 'AGENTS.md: written'
  }
  const before = await files.read(path)
  const [from, ...moreFrom] = placesOf(before, opening)
  const [to, ...moreTo] = placesOf(before, closing)
  const isNone = from === undefined && to === undefined
  if (!isNone && (from === undefined || to === undefined || from > to || moreFrom.length + moreTo.length > 0))
    throw new Error(
      `AGENTS.md: nothing was changed, since the lines "${opening}" and "${closing}" are not there once each`,
    )
  const own = inLineEndsOf(before, lines)
  const now =
    from !== undefined && to !== undefined
      ? before.slice(0, from) + own.trimEnd() + before.slice(to + closing.length)
      : before.trimEnd() + inLineEndsOf(before, before.trim() === '' ? '' : '\n\n') + own
  if (now === before) return 'AGENTS.md: has the lines already'
  await files.write(path, now, before, cwd)
  return `AGENTS.md: ${from !== undefined ? 'the lines of Specwise were renewed' : 'lines were added'}`
}
