// Words and sentences for generated specifications: prose with inline code, links, emphasis and requirement keywords.

export const roles = [
  'developer',
  'cluster operator',
  'security reviewer',
  'data analyst',
  'support engineer',
  'team lead',
  'auditor',
]

export const things = [
  'message queue',
  'search index',
  'backup vault',
  'feature flag service',
  'certificate store',
  'image registry',
  'metrics archive',
  'job scheduler',
  'edge cache',
  'audit trail',
  'secret rotation',
  'preview environment',
]

const verbs = ['create', 'reject', 'encrypt', 'report', 'retry', 'archive', 'restore', 'limit', 'validate', 'announce']

const objects = [
  'one `Bucket` for each claim',
  'every request without a valid token',
  'the fields of `spec.parameters` that are set',
  'a default-deny network policy, see [the constitution](../../constitution.md)',
  'an entry in the audit log',
  'the credentials as a Secret named `<claim>-access`',
  'all replicas but one',
  'the oldest revision that is *not* in use',
  'alerts for `queue_depth > 10_000`',
]

const conditions = [
  'when the claim sets `backup: true`',
  'within 30 s of the change',
  'before the first user is let in',
  'after a failed attempt, at most 3 times',
  'for each namespace with the label `team`',
  'unless the owner has paused it',
  'while the previous version still serves traffic',
  'as agreed in [#212](https://example.com/issues/212)',
]

const facts = [
  'Today every team sets this up by hand, and no two setups are alike',
  'Credentials are copied between repositories and never rotated',
  'A new environment takes two days from the first ticket to the first request',
  'The **staging** cluster has run a prototype since March; its p99 is 180 ms',
  'Nobody notices a full disk before the first write fails',
  'The old chart lives in `charts/legacy/values.yaml` and has no owner',
  'Rolling back means one `git revert` and a wait of five minutes',
  'Three of the last ten incidents began here, see [the review](https://example.com/reviews/2026-04)',
  'Costs are shared, so that no team sees what its own part costs',
]

const outcomes = [
  'p99 latency stays below 120 ms at 2,000 requests per second',
  'a new team is served in less than 10 minutes, measured with `kubectl wait`',
  'no more than 5 fields are needed for the basic case',
  'a lost node is replaced in under 90 s without a failed request',
  'restoring 50 GB takes at most 15 minutes',
]

const starts = ['a claim with 3 replicas', 'an expired token', 'two teams with one name', 'a node that is drained']
const actions = ['I apply the manifest', 'the controller restarts', 'the owner deletes it', 'the limit is reached']
const results = [
  'the status says `Ready`',
  'a clear message names the field',
  'nothing is lost',
  'the old one keeps working',
]

/** @typedef {{ below(n: number): number, pick<T>(from: readonly T[]): T }} Random */

/** A stream of pseudo-random numbers (Lehmer's generator): the same seed gives the same stream on every machine. */
export function random(seed) {
  let state = ((seed * 7919 + 104729) % 2147483646) + 1
  const below = (n) => {
    state = (state * 48271) % 2147483647
    return Math.floor((state / 2147483647) * n)
  }
  for (let k = 0; k < 5; k++) below(1) // neighbouring seeds start with similar numbers
  return { below, pick: (from) => from[below(from.length)] }
}

export const capital = (text) => text[0].toUpperCase() + text.slice(1)

/** A paragraph of a number of sentences. */
export const prose = (r, sentences) => Array.from({ length: sentences }, () => `${r.pick(facts)}.`).join(' ')

/** A sentence about what a system does, without subject and full stop. */
export const deed = (r) => `${r.pick(verbs)} ${r.pick(objects)} ${r.pick(conditions)}`

export const requirement = (r) => `System ${r.pick(['MUST', 'MUST', 'MUST NOT', 'SHOULD'])} ${deed(r)}`

export const criterion = (r) => `${capital(r.pick(outcomes))} ${r.pick(conditions)}`

export const scenario = (r) => `**Given** ${r.pick(starts)}, **When** ${r.pick(actions)}, **Then** ${r.pick(results)}`

export const story = (r) =>
  `As a **${r.pick(roles)}**, I want **my own ${r.pick(things)}**, so that **I ${deed(r).split(' ')[0]} it myself**.`
