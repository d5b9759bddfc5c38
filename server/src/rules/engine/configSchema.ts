// The schema of `.specwise.json`, built from the descriptions of the rules. The extension contributes it, configurations
// are validated with it, and a test keeps the written copy up to date.
import { allRules } from '../all.ts'
import type { OptionValue, Rule } from './rule.ts'
import { severityWords } from './severity.ts'

type Json = { [key: string]: unknown }

const severity: Json = { enum: ['off', 'hint', 'info', 'warning', 'error', 'warn'] }
const strings: Json = { type: 'array', items: { type: 'string' } }

/** JSON Schema, draft 7, limited to what VS Code supports. */
export function configSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Specwise',
    description:
      'Configures how Specwise checks the specifications below this folder. The nearest file above a document applies.',
    type: 'object',
    additionalProperties: false,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Address of this schema, for editors.' },
      specs: {
        ...strings,
        description:
          'Files that are specifications, as .gitignore patterns relative to this file. Only these are checked. Default: every Markdown file that looks like a specification.',
        examples: [['docs/specs/**', '!docs/specs/drafts/**']],
      },
      templates: {
        ...strings,
        description:
          'Template files or folders, relative to this file. Default: docs/specs/templates and .specify/templates of the repository.',
        examples: [['docs/templates/spec.md']],
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        description: 'Severity and options by rule.',
        properties: Object.fromEntries(allRules.map((rule) => [rule.code, ruleSchema(rule)])),
        patternProperties: { '^[a-z0-9-]+/[a-z0-9-]+$': packRuleSchema },
      },
      vocabularies: {
        type: 'object',
        additionalProperties: { ...strings, minItems: 1 },
        description: 'Allowed values by metadata key, instead of those of the template.',
        examples: [{ Status: ['draft', 'approved', 'done'] }],
      },
      resourcePrefixes: {
        type: 'array',
        items: { type: 'string', minLength: 2 },
        minItems: 1,
        description: 'Prefixes of the names of managed resources.',
        default: ['xplane-'],
      },
      packs: {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'object' }] },
        description:
          'Rule packs: "crossplane", files relative to this file, or inline packs. Default: "crossplane" where a specification, its template or the constitution mentions such resources.',
        examples: [['crossplane', './acme-rules.json']],
      },
    },
  }
}

const bySeverity: Json = {
  description: 'One severity, or one for each stage of the specification.',
  anyOf: [
    severity,
    {
      type: 'object',
      additionalProperties: false,
      required: ['draft', 'review', 'approved', 'done'],
      properties: { draft: severity, review: severity, approved: severity, done: severity },
    },
  ],
}

/** Settings of a rule from a pack that is not built in. */
const packRuleSchema: Json = {
  anyOf: [severity, { type: 'object', additionalProperties: false, properties: { severity: bySeverity } }],
}

function ruleSchema(rule: Rule): Json {
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [
    name,
    { ...typeOf(option.default), description: option.description, default: option.default },
  ])
  return {
    description: `${rule.summary} Default: ${severityWords(rule.severity)}.`,
    anyOf: [
      severity,
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          severity: bySeverity,
          ...Object.fromEntries(options),
        },
      },
    ],
  }
}

const typeOf = (value: OptionValue): Json => (Array.isArray(value) ? strings : { type: typeof value })
