// A spec-kit feature as a fixture, and the findings about its ids.
import { folderOf, run } from './rules.ts'

/** A spec-kit feature with additional lines in its requirements, criteria, edge cases and tasks, and at its end. */
export const kit = ({ requirements = '', criteria = '', edges = '', end = '', tasks = '' }): string => `//- spec.md
# Feature Specification: Queue

## User Scenarios & Testing

### User Story 1 - Order (Priority: P1)

As a user, I want a queue, so that teams are decoupled.

1. **Given** a claim, **When** it is applied, **Then** there is a queue

### Edge Cases

${edges}
## Requirements

### Functional Requirements

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue
${requirements}
## Success Criteria

- **SC-001**: 90 % of users
${criteria}${end}
//- tasks.md
# Tasks: Queue

${tasks}`

/** The findings about the ids of a feature, as `code: message`. */
export const found = (fixture: string): string[] =>
  run(folderOf(fixture), 'duplicate-id', 'undefined-id', 'malformed-id', 'missing-id').map(
    ({ code, message }) => `${code}: ${message}`,
  )
