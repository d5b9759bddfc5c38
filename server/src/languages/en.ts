// English.
import { type Language, list } from './language.ts'

export const en: Language = {
  code: 'en',
  story: { full: list('user story'), several: list('user stories'), short: list('story, stories') },
  fields: {
    status: list('status, state'),
    created: list('created, date'),
    updated: list('last updated, updated'),
    branch: list('feature branch, branch'),
    input: list('input'),
    owner: list('owner, author'),
    type: list('type'),
    issue: list('issue'),
  },
  stages: {
    draft: list('draft, proposed, planned, new, wip, idea'),
    review: list('in review, review, reviewing, under review, clarif*'),
    approved: list('approved, accepted, ready, implementing, in progress, in implementation, active, final'),
    done: list(
      'done, implemented, complete, completed, shipped, merged, released, delivered, finished, closed, archived, implementation complete, fully implemented',
    ),
  },
  scenario: { given: list('given'), when: list('when'), expected: list('then'), and: list('and, but') },
  sections: {
    metadata: list('metadata, meta data'),
    summary: list('summary'),
    problem: list('problem'),
    stories: list('user stories'),
    scenarios: list('user scenarios & testing'),
    requirements: list('requirements'),
    functional: list('functional requirements, functional'),
    nonFunctional: list('non-functional requirements, non-functional'),
    nonGoals: list('non-goals, out of scope'),
    criteria: list('success criteria'),
    outcomes: list('measurable outcomes'),
    edgeCases: list('edge cases'),
    assumptions: list('assumptions'),
    clarifications: list('clarifications'),
    entities: list('key entities'),
    design: list('design'),
    tasks: list('tasks'),
  },
  labels: {
    acceptance: list('acceptance scenarios, acceptance criteria, acceptance'),
    independentTest: list('independent test'),
    whyPriority: list('why this priority'),
    priority: list('priority'),
    checkpoint: list('checkpoint'),
    context: list('context'),
    answer: list('decision, answer, resolution'),
    reason: list('rationale, reason, why'),
    askedBy: list('asked by, raised by, requested by'),
    decidedBy: list('decided by, answered by, resolved by'),
    references: list('reference, references, link, links'),
  },
  fates:
    list(`withdrawn, removed, retired, moved, dropped, superseded, reserved, deleted, renumbered, obsolete, deprecated,
    merged, folded, replaced, skipped, unused, not used, cut, cancelled, canceled, rejected, postponed, deferred, left out,
    out of scope, no longer, became, formerly`),
  replaces:
    list(`supersede, supersedes, replace, replaces, remove, removes, drop, drops, retire, retires, withdraw, withdraws, deprecate,
    deprecates, cancel, cancels, defer, defers, merge, merges, fold, folds, absorb, absorbs, consolidate, consolidates`),
  obligations: {
    keywords: list(`must not, must, shall not, shall, should not, should, may, required, recommended, optional`),
    others:
      list(`will, require, requires, can, cannot, could, need to, needs to, have to, has to, ought, never, always, only,
      not, prohibited, forbidden, allowed, ensure, ensures, guarantee, guarantees,
      mustn't, shouldn't, couldn't, won't, needn't, mustn’t, shouldn’t, couldn’t, won’t, needn’t`),
  },
  quantities: list('zero, none, all, every, each, any, never, always, only, exactly, no, at least, at most, without'),
  checks: {
    first: list(
      `run, rerun, re-run, execute, verify, validate, test, retest, check, double-check, review, confirm, audit,
      document, format, lint, gate, closing gate, final gate, quality gate, checkpoint`,
    ),
    last: [],
  },
  reports:
    list(`progress update, progress updates, progress log, progress report, progress summary, current progress, overall progress,
    implementation progress, status update, status updates, status report, session log,
    remaining work, execution log, work log, task log, change log, changelog, implementation log, revision history,
    change history, disposition, dispositions, recap, handoff, hand-off, retrospective`),
  openEnded: list('etc, and so on, and so forth, among others, and the like'),
  markers: { open: list('needs clarification'), answered: list('clarified') },
  settled: {
    none: list('no, zero'),
    all: list('all, are all'),
    gone: list(
      'remain, remains, remaining, left, exist, present, resolved, answered, removed, clarified, addressed, cleared',
    ),
  },
  examples: list('e.g., e. g., for example, for instance'),
  mandatory: list('mandatory, required, must, always'),
  optional: list('optional, if, when'),
  joints: { range: list('through, thru, to'), list: list('and, or') },
  common: list('the, a, an, to, of, and, is, are, for, with, in, on, must, shall'),
}
