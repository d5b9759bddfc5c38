// The form of a rule pack, as JSON Schema: checks packs, and is written to docs/specwise-pack.schema.json for editors.

type Json = { [key: string]: unknown }

const strings = (description: string, more: Json = {}): Json => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
  ...more,
})
const text = (description: string): Json => ({
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  description: `${description} Several strings are lines.`,
})
const word = (description: string): Json => ({ type: 'string', minLength: 1, description })
const severity: Json = { enum: ['off', 'hint', 'info', 'warning', 'error'] }
const path = (description: string): Json => ({
  type: 'string',
  pattern: '^(?:@pod(?![\\w-])|\\*|[A-Za-z_][\\w-]*|"[^"]+")(?:\\[\\])?(?:\\.(?:\\*|[\\w/-]+|"[^"]+")(?:\\[\\])?)*$',
  description,
})
const object = (properties: Json, required: string[], description = ''): Json => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...(description && { description }),
})

const select = object(
  {
    apiVersion: strings(
      '`apps/v1`; `*` stands for any characters; `@claims` for the groups that the workspace defines itself.',
    ),
    kind: strings('`Deployment`; `*` stands for any characters.'),
    notKind: strings('Kinds that are left alone.'),
    any: { type: 'boolean', description: 'All YAML, also what is no resource.' },
  },
  [],
  'Which resources.',
)

const value: Json = { type: ['string', 'number', 'boolean'] }
const must = object(
  {
    exist: { type: 'boolean', description: 'Whether there has to be something, or nothing.' },
    equal: value,
    oneOf: strings('One of these.', { minItems: 1 }),
    startWith: strings('It starts with one of these; `@prefixes` are the `resourcePrefixes` of the configuration.'),
    match: word(
      'A regular expression in the syntax of RE2: no back references, no look-around. It may match anywhere.',
    ),
    notMatch: word('A regular expression in the syntax of RE2 that must have no match.'),
    maxLength: { type: 'integer', minimum: 1 },
    notSecret: { type: 'boolean', description: 'No secret in plain text stands anywhere below.' },
  },
  [],
  'What has to hold there; all of it.',
)

const check: Json = object(
  {
    select,
    each: {
      anyOf: [path('One path.'), { type: 'array', items: path('A path.'), minItems: 1 }],
      description: 'Where to look: each of these for itself. `@pod` is the pod of a workload: `@pod.containers[]`.',
    },
    path: path('What is looked at, from there: `metadata.labels.owner`, `spec.rules[].host`.'),
    or: path('What counts where nothing stands at the path; from the top of the resource.'),
    must,
    message: word('What is said; `{kind}`, `{name}`, `{value}`, `{key}` and `{item}` are filled in.'),
    fix: object(
      { prefix: word('Put before the name, and before the names of what refers to it.'), value },
      [],
      'What the quick fix writes.',
    ),
    companion: object(
      {
        kind: strings('One of these kinds has to be there too.'),
        words: strings('Or one of these words, anywhere in the specification.'),
      },
      ['kind', 'words'],
    ),
    words: strings('Words that should not stand in the text.'),
    unless: strings('Words that make them right, anywhere in the specification.'),
    language: strings('Code blocks of these languages.'),
    finds: { enum: ['mutation'] },
  },
  ['message'],
)

/** One rule. */
const rule = object(
  {
    severity: {
      description: 'One severity, or one for each stage of the specification.',
      anyOf: [
        severity,
        object({ draft: severity, review: severity, approved: severity, done: severity }, [
          'draft',
          'review',
          'approved',
          'done',
        ]),
      ],
    },
    summary: word('What is wrong, in one line.'),
    why: text('Why it matters, what to do.'),
    bad: text('A document with the defect.'),
    good: text('A document without it.'),
    clause: strings('Words of the clause in the constitution: the first line with one of them is cited.'),
    reference: word('An address that explains the rule.'),
    checks: { type: 'array', items: check, minItems: 1 },
  },
  ['severity', 'summary', 'checks'],
)

/** JSON Schema, draft 7. */
export const packSchema = (): Json => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Specwise rule pack',
  ...object(
    {
      $schema: { type: 'string' },
      name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', description: 'Stands before the codes of its rules.' },
      rules: {
        type: 'object',
        propertyNames: { pattern: '^[a-z0-9][a-z0-9-]*$' },
        additionalProperties: rule,
        description: 'Rules by their codes.',
      },
    },
    ['name', 'rules'],
    'Rules on the resources in specifications. See docs/rule-packs.md.',
  ),
})
