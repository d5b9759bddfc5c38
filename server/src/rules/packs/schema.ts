// The JSON Schema of rule packs. It validates packs, and is written to docs/specwise-pack.schema.json for editors.

type Json = { [key: string]: unknown }

const strings = (description: string, extra: Json = {}): Json => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
  ...extra,
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
      '`apps/v1`; `*` stands for any characters; `@claims` stands for the groups that the workspace defines.',
    ),
    kind: strings('`Deployment`; `*` stands for any characters.'),
    notKind: strings('Kinds that are not checked.'),
    any: { type: 'boolean', description: 'Checks all YAML, not only resources.' },
  },
  [],
  'Resources to check.',
)

const value: Json = { type: ['string', 'number', 'boolean'] }
const must = object(
  {
    exist: { type: 'boolean', description: 'Whether a value is required or forbidden.' },
    equal: value,
    oneOf: strings('Allowed values.', { minItems: 1 }),
    startWith: strings(
      'The value starts with one of these. `@prefixes` are the `resourcePrefixes` of the configuration.',
    ),
    match: word('A regular expression in RE2 syntax (no back references, no look-around). It may match anywhere.'),
    notMatch: word('A regular expression in RE2 syntax that must not match.'),
    maxLength: { type: 'integer', minimum: 1 },
    notSecret: { type: 'boolean', description: 'No secret in plain text is anywhere below.' },
  },
  [],
  'Conditions, all of which have to hold.',
)

const check: Json = object(
  {
    select,
    each: {
      anyOf: [path('One path.'), { type: 'array', items: path('A path.'), minItems: 1 }],
      description: 'Paths whose values are checked one by one. `@pod` is the pod of a workload: `@pod.containers[]`.',
    },
    path: path('Path to check, from there: `metadata.labels.owner`, `spec.rules[].host`.'),
    or: path('Path that is used if the first one has no value, from the top of the resource.'),
    must,
    message: word('Message of the finding, with the placeholders `{kind}`, `{name}`, `{value}`, `{key}` and `{item}`.'),
    fix: object(
      { prefix: word('Prefix that the quick fix adds to the name and to its references.'), value },
      [],
      'Value that the quick fix writes.',
    ),
    companion: object(
      {
        kind: strings('Kinds of which at least one is required.'),
        words: strings('Words that count instead, anywhere in the specification.'),
      },
      ['kind', 'words'],
    ),
    words: strings('Words that should not be in the text.'),
    unless: strings('Words that allow them, anywhere in the specification.'),
    language: strings('Languages of the code blocks to search.'),
    finds: { enum: ['mutation'] },
  },
  ['message'],
)

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
    summary: word('What is wrong, in one sentence.'),
    details: text('What is reported and what is not.'),
    why: text('Why it matters and what to do.'),
    whenOff: text('When to turn the rule off.'),
    related: strings('Codes of related rules.'),
    bad: text('A document with a finding.'),
    good: text('A document without a finding.'),
    clause: strings('Words of a clause in the constitution. The first line with one of them is cited.'),
    reference: word('A web address that explains the rule.'),
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
      name: {
        type: 'string',
        pattern: '^[a-z0-9][a-z0-9-]*$',
        description: 'Name of the pack, the prefix of its rule codes.',
      },
      rules: {
        type: 'object',
        propertyNames: { pattern: '^[a-z0-9][a-z0-9-]*$' },
        additionalProperties: rule,
        description: 'Rules by code.',
      },
    },
    ['name', 'rules'],
    'Rules for the resources in specifications. See docs/rule-packs.md.',
  ),
})
