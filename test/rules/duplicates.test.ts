// Items with the same id that are no duplicates: stated again, other names, other series; and duplicates that look like them.
import { type Convention, inChecklist, requirements, spec, testConventions, withTasks } from '../support/conventions.ts'

const phases = (first: string): string =>
  `${first}\n## Phase 2\n\n- [ ] T001 Initialize the project with all its tools\n- [ ] T002 Install the dependencies\n\n## Phase 3\n\n- [ ] T003 Configure the build tools in detail\n- [ ] T004 Write it`

const below = (first: string, second: string): string =>
  spec(
    `## Requirements\n\n### Non-Functional Requirements\n\n#### Performance\n\n${first}\n\n#### Security\n\n${second}\n`,
  )

const cases: readonly Convention[] = [
  [
    'duplicate-id',
    'one series of ids below several headings',
    below('- **NFR-001**: a\n- **NFR-002**: b\n- **NFR-004**: c', '- **NFR-003**: d\n- **NFR-004**: e'),
    ['error Duplicate id "NFR-004" (first defined on line 13).'],
  ],
  [
    'duplicate-id',
    'a deferred task that a later phase takes up',
    withTasks(
      '- [ ] T001 Load the table —\n  **deferred to Phase 2**\n- [x] T002 b\n\n## Phase 2\n\n- [x] T001 The table — landed here\n- [x] T002 Other',
    ),
    ['error Duplicate id "T002" (first defined on line 7).'],
  ],
  [
    'duplicate-id',
    'ids that start again below each heading',
    below('- **AC-1**: a\n- **AC-2**: b', '- **AC-1**: c\n- **AC-2**: d'),
    [],
  ],
  [
    'duplicate-id',
    'a list of what is done, from several phases',
    withTasks(
      phases(
        '## MVP\n\n- [x] T001 Initialize the project (by hand)\n- [x] T002 Install the dependencies, later\n- [x] T003 Configure the build',
      ),
    ),
    [],
  ],
  [
    'duplicate-id',
    'a part of one phase that was pasted again',
    withTasks(
      '- [ ] T001 Initialize it\n- [ ] T002 Install it now\n- [ ] T003 Configure it\n\n## Phase 2\n\n- [ ] T001 Initialize it\n- [ ] T002 Install it later\n- [ ] T003 Configure it',
    ),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'other tasks with the ids of several phases',
    withTasks(phases('- [ ] T001 Draw it in colour\n- [ ] T002 Print it on paper\n- [ ] T003 Send it by mail')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'two tasks of another phase',
    withTasks(phases('- [ ] T001 Initialize the project\n- [ ] T003 Configure the build tools')),
    ['error', 'error'],
  ],
  [
    'duplicate-id',
    'what remains, in bold',
    withTasks(
      '- [x] T001 Write it\n- [ ] T002 Run all examples by hand\n\n## Still open\n\n- [ ] **T002**: Run all examples by hand',
    ),
    [],
  ],
  ['duplicate-id', 'another number of zeros', withTasks('- [ ] T0001 a\n- [ ] T001 b'), ['hint']],
  ['duplicate-id', 'ids without zeros', withTasks('- [ ] T1 a\n- [ ] T001 b'), ['error']],
  [
    'duplicate-id',
    'a sum of two thirds of the same words',
    withTasks(
      phases(
        '## MVP\n\n- [x] T001 Initialize the project\n- [x] T002 Install the dependencies\n- [x] T003 Another thing',
      ),
    ),
    [],
  ],
  [
    'duplicate-id',
    'a sum of one third of the same words',
    withTasks(phases('## MVP\n\n- [x] T001 Initialize the project\n- [x] T002 Another thing\n- [x] T003 Another one')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'a sum of few letters',
    withTasks(phases('## MVP\n\n- [x] T001 Init\n- [x] T002 Inst\n- [x] T003 Conf')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'a report above and below',
    withTasks(
      '- [ ] T001 Write it all\n\n## Progress Log\n\n- [x] T001 Wrote it\n\n## Work Log\n\n- [x] T001 Wrote it again',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a note on the state of an item',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n\n_Update:_\n\n- **FR-001**: ✅ **IMPLEMENTED** - it works\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a state on both',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: ✅ System MUST a\n- **FR-001**: ✅ System MUST b\n',
    ),
    ['error'],
  ],
  [
    'duplicate-id',
    'a part of a story',
    `# Feature Specification: Queue\n\n## User Scenarios & Testing\n\n### User Story 3 - a (Priority: P1)\n\ntext\n\n### User Story 3-b - c (Priority: P1)\n\ntext\n\n${requirements}`,
    [],
  ],
  [
    'duplicate-id',
    'parts of a specification that begin alike',
    spec(
      `## Requirements\n\n### Functional Requirements\n\n#### Orders\n\n- **FR-001**: System MUST allow users to order\n\n#### Bills\n\n- **FR-002**: System MUST allow users to pay\n\n#### Mail\n\n- **FR-003**: System MUST allow users to write\n\n#### Admin\n\n- **FR-001**: System MUST allow admins to add\n- **FR-002**: System MUST allow admins to change\n- **FR-003**: System MUST allow admins to drop\n`,
    ),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'tasks of phases that begin alike',
    withTasks(
      '- [ ] T001 Add unit tests for orders\n\n## Phase 2\n\n- [ ] T002 Add unit tests for bills\n\n## Phase 3\n\n- [ ] T003 Add unit tests for mail\n\n## Phase 4\n\n- [ ] T001 Add unit tests for stock\n- [ ] T002 Add unit tests for rights\n- [ ] T003 Add unit tests for logs',
    ),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'a sign for a state in the same list',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: a\n- **FR-002**: System MUST b\n- **FR-002**: ✅ System MUST send mail\n',
    ),
    ['error'],
  ],
  [
    'duplicate-id',
    'a word that was replaced',
    withTasks('- [ ] T001 [P] ~~Redis~~ Valkey adapter\n- [ ] T001 b'),
    ['error'],
  ],
  [
    'duplicate-id',
    'numbers with a hyphen in a checklist',
    inChecklist('a\n- [x] CHK-002 b\n- [ ] CHK-002 c'),
    ['error'],
  ],
  [
    'duplicate-id',
    'an id whose first item was struck out behind its label',
    withTasks('- [ ] T001 [P] ~~a~~ (moved)\n- [ ] T001 b'),
    [],
  ],
  ['duplicate-id', 'a longer name', withTasks('- [ ] T010 a\n- [ ] T010-dl. b'), []],
  [
    'duplicate-id',
    'parts of a part',
    spec('## Requirements\n\n### Functional Requirements\n\n- **FR-024**: a\n- **FR-024A-1**: b\n- **FR-024A-2**: c\n'),
    [],
  ],
  [
    'duplicate-id',
    'a longer name among other demands',
    spec(`${requirements}\n## Security Requirements\n\n- **FR-001-integrity**: System MUST keep each invoice whole\n`),
    [],
  ],
]

describe('duplicates', () => testConventions(cases))
