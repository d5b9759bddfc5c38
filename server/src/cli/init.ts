// specwise init --agents: writes instructions for coding agents, in AGENTS.md and as a skill. Existing text is kept. What it
// writes is in English.
import { join } from 'node:path'
import { t } from '../base/l10n.ts'
import { inLineEndsOf } from '../base/lines.ts'
import { literal } from '../base/words.ts'
import type { Files } from '../workspace/files.ts'
import { shownFrom } from './checkUnit.ts'

const agentsName = 'AGENTS.md'
const [opening, closing] = ['<!-- specwise: begin -->', '<!-- specwise: end -->']

const lines = `${opening}
## Specifications

Specwise checks the specifications, plans and task lists of this repository.

- After writing or changing one, run \`specwise check --format agent FOLDER\` and fix what it reports. \`--fix\` applies safe
  fixes; \`specwise explain RULE\` explains why a rule exists.
- Before working on a task, run \`specwise context T012 FOLDER\` to see its requirements, story, criteria, decisions and
  files.
- Only a person may answer a \`[NEEDS CLARIFICATION: …]\`; \`specwise clarifications\` lists them. Never remove a requirement
  or a question, or disable a rule, to make a finding go away.
${closing}
`

const skill = `---
name: specwise
description: Check Markdown specifications, plans and task lists after writing or changing them, and look up what a task needs before working on it. Use it for spec.md, plan.md, tasks.md, requirements (FR-001), success criteria (SC-001), user stories and open questions.
---

# Specwise

${lines.split('\n').slice(5, -2).join('\n')}

Each line of \`specwise check --format agent\` has the form \`path:line: severity rule: message\`; \`[--fix]\` at its end means
that \`specwise check --fix\` fixes it. Exit codes: 0 without errors, 1 with errors, 2 for wrong usage or a file that could not
be read. \`specwise mcp\` offers the same to agents that use the Model Context Protocol.
`

/** Folders in which agents look for skills. Skills are written into those that exist. */
const homes = ['.claude', '.agents', '.github']

/** Writes the instructions. @returns what was done, as lines. Rejects with a reason that can be shown. */
export async function initAgents(files: Files, cwd: string): Promise<string[]> {
  const done = [await writeLines(files, join(cwd, agentsName), cwd)]
  const there: string[] = []
  for (const home of homes) if ((await files.kind(join(cwd, home))) === 'folder') there.push(home)
  for (const home of there.length > 0 ? there : ['.agents']) {
    const folder = join(cwd, home, 'skills', 'specwise')
    const shown = shownFrom(cwd)(join(folder, 'SKILL.md'))
    if ((await files.kind(folder)) !== undefined) {
      done.push(t('{0} already exists and was not changed', shown))
      continue
    }
    await files.createFolder(folder, [{ name: 'SKILL.md', text: skill }], cwd)
    done.push(t('Created {0}', shown))
  }
  return done
}

/** Offsets of a marker that is alone on its line. */
const placesOf = (text: string, marker: string): number[] =>
  [...text.matchAll(new RegExp(`^${literal(marker)}[ \\t]*$`, 'gm'))].map(({ index }) => index)

/** Adds the lines of Specwise to the end of a file, or replaces those that it has. */
async function writeLines(files: Files, path: string, cwd: string): Promise<string> {
  if ((await files.kind(path)) === undefined) {
    await files.createFile(path, `# Instructions for agents\n\n${lines}`, cwd)
    return t('Created {0}', agentsName)
  }
  const before = await files.read(path)
  const [from, ...moreFrom] = placesOf(before, opening)
  const [to, ...moreTo] = placesOf(before, closing)
  const isNone = from === undefined && to === undefined
  if (!isNone && (from === undefined || to === undefined || from > to || moreFrom.length + moreTo.length > 0))
    throw new Error(
      t('{0} was not changed: it must have the lines "{1}" and "{2}" exactly once each', agentsName, opening, closing),
    )
  const added = inLineEndsOf(before, lines)
  const now =
    from !== undefined && to !== undefined
      ? before.slice(0, from) + added.trimEnd() + before.slice(to + closing.length)
      : before.trimEnd() + inLineEndsOf(before, before.trim() === '' ? '' : '\n\n') + added
  if (now === before) return t('{0} is up to date', agentsName)
  await files.write(path, now, before, cwd)
  return t('Updated {0}', agentsName)
}
