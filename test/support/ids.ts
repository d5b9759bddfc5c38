// Shared by tests of ids: a specification with its plan, and the symbol at a cursor.
import assert from 'node:assert/strict'
import type { Feature, FeatureFile } from '../../server/src/feature/feature.ts'
import { type IdSymbol, symbolAt } from '../../server/src/feature/symbol.ts'
import { cursorIn } from './rules.ts'

export const spec = `# Spec: Queue

**ID**: SPEC-004

## User Stories

### US-1: Order a queue

## Requirements

- **FR-001**: System MUST make a queue (US-1)
- **FR-002**: System MUST drain it as FR-001 says
- **FR-003**: System MUST report, see SPEC-002 FR-001
- **FR-004**: System MUST log

## Success Criteria

- **SC-001**: A queue is there within 2 minutes (FR-001–FR-003)
`
export const plan = `//- plan.md
# Plan: Queue

## Tasks

### Phase 1: Setup

- [x] **T001**: Make it (FR-001/002)
- [ ] **T002**: Rest (FR-001..004), [US1]
`

export interface At {
  feature: Feature
  file: FeatureFile
  symbol: IdSymbol
}

/** The symbol at `$0` in a fixture; fails if there is none. */
export function symbolIn(fixture: string): At {
  const { feature, file, offset } = cursorIn(fixture)
  const symbol = symbolAt(feature, file, offset) ?? assert.fail('no symbol')
  return { feature, file, symbol }
}
