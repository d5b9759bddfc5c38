// Generates a feature in the Spec Kit format: a specification, its plan and its tasks, each with a given number of lines.
import { capital, criterion, deed, prose, random, requirement, roles, scenario, things } from './words.mjs'

const title = 'Message queue on demand'

/**
 * The documents by file name. Each has a few defects: open questions, or a task of an undefined story.
 * @param {number} lines of each document, at least 200
 */
export function featureTexts(lines) {
  const stories = Math.floor(lines / 30)
  return {
    'spec.md': ofLength(lines, spec(random(1), stories), requirementLine),
    'plan.md': ofLength(lines, plan(random(2)), (r, k) => `- **Decision ${k}**: ${capital(deed(r))}, since ${deed(r)}`),
    'tasks.md': ofLength(lines, tasks(random(3), stories), (r, k) => taskLine(r, k, `US${1 + r.below(stories)}`)),
  }
}

/** A document with enough list items between `head` and `tail` to have the given number of lines. */
function ofLength(lines, { r, head, tail }, item) {
  const items = Array.from({ length: lines - head.length - tail.length }, (_, k) => item(r, k + 1))
  return `${[...head, ...items, ...tail].join('\n')}\n`
}

function spec(r, stories) {
  const head = [`# Feature Specification: ${title}`, '', '**Feature Branch**: `001-feature`', '**Created**: 2026-03-02']
  head.push('**Status**: Draft', '**Input**: User description: "A queue for every team"', '')
  head.push('## User Scenarios & Testing *(mandatory)*', '')
  for (let k = 1; k <= stories; k++) {
    head.push(
      `### User Story ${k} - ${capital(r.pick(things))} for each ${r.pick(roles)} (Priority: P${1 + r.below(3)})`,
    )
    head.push('', prose(r, 2), '', `**Why this priority**: ${prose(r, 1)}`, '', `**Independent Test**: ${prose(r, 1)}`)
    head.push('', '**Acceptance Scenarios**:', '', `1. ${scenario(r)}`, `2. ${scenario(r)}`, '', '---', '')
  }
  head.push('### Edge Cases', '', `- What happens ${deed(r)}?`, '', '## Requirements *(mandatory)*', '')
  head.push('### Functional Requirements', '')
  const tail = ['', '### Key Entities *(include if feature involves data)*', '', `- **Queue**: ${prose(r, 1)}`, '']
  tail.push('## Success Criteria *(mandatory)*', '', '### Measurable Outcomes', '')
  for (let k = 1; k <= 12; k++) tail.push(`- **SC-${pad(k)}**: ${criterion(r)}`)
  tail.push('', '## Assumptions', '', `- ${prose(r, 1)}`, '- Quotas: [NEEDS CLARIFICATION: who sets them?]')
  return { r, head, tail }
}

const requirementLine = (r, k) => `- **FR-${pad(k)}**: ${requirement(r)}`

function plan(r) {
  const head = [`# Implementation Plan: ${title}`, '', '**Branch**: `001-feature` | **Date**: 2026-03-03', '']
  head.push('## Summary', '', prose(r, 3), '', '## Technical Context', '', '**Language/Version**: Go 1.24')
  head.push('**Storage**: NEEDS CLARIFICATION', '', '## Constitution Check', '')
  const tail = ['', '## Project Structure', '', '### Source Code (repository root)', '', '```text']
  tail.push(...things.map((thing) => `├── ${thing.replaceAll(' ', '-')}`), '```', '')
  tail.push(`**Structure Decision**: ${prose(r, 1)}`, '', '## Complexity Tracking', '')
  tail.push('| Violation | Why Needed | Simpler Alternative Rejected Because |', '| --- | --- | --- |')
  for (let k = 0; k < 40; k++) tail.push(`| ${capital(r.pick(things))} | ${deed(r)} | ${prose(r, 1)} |`)
  return { r, head, tail }
}

function tasks(r, stories) {
  const head = [`# Tasks: ${title}`, '', '**Input**: Design documents from `/docs/specs/001-feature/`']
  head.push('**Prerequisites**: plan.md, spec.md', '', '## Phase 1: User stories', '')
  const tail = ['', '## Phase 2: Polish & Cross-Cutting Concerns', '']
  tail.push(taskLine(r, 998, 'US1'), taskLine(r, 999, `US${stories + 9}`), '', '## Dependencies & Execution Order', '')
  tail.push(prose(r, 2))
  return { r, head, tail }
}

function taskLine(r, k, story) {
  const requirementNumber = 1 + r.below(100)
  return `- [${r.below(2) ? 'x' : ' '}] T${pad(k)} [${story}] ${capital(deed(r))} in src/queue-${k}.go (FR-${pad(requirementNumber)})`
}

const pad = (n) => String(n).padStart(3, '0')
