// Random specifications for property tests: the template and the samples, cut up, shuffled, broken and put together
// again, with hostile pieces in between. Most are read as specifications; many have findings of every rule.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import template from '../../server/src/templates/builtin/seed.md'

const sample = (name: string): string =>
  readFileSync(new URL(`../../examples/docs/specs/${name}/spec.md`, import.meta.url), 'utf8')

const lines = [template, sample('001-good'), sample('002-defective')].flatMap((text) => text.split('\n'))
const head = '# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n**Type**: platform'

const hostile = fc.constantFrom(
  '\u0000',
  '\ud83d',
  '\udc00',
  '\ufeff',
  '\u2028',
  '\r',
  '\t',
  '```',
  '~~~',
  '<!--',
  '-->',
  '<div>',
  '> > > >',
  '[[[[',
  ']]]]',
  '**_* **_* ',
  '`'.repeat(9),
  '|'.repeat(9),
  '- [ ] ',
  '- - - - -',
  '1. '.repeat(5),
  '😀'.repeat(3),
  '- **FR-',
  '**FR 1**:',
  '- []T1',
  '[NEEDS CLARIFICATION: ',
  '[NEEDS CLARIFICATION: a [b] `]` c]',
  'FR-001..FR-999',
  '- [x] T1–T9999',
  'FR-001～FR-999 ~ FR-1',
  '### 用户故事 １：',
  '## 要件',
  '**Estado**: Completado',
  '- **[NEEDS CLARIFICATION] a**: b?',
  '[待澄清：',
  '- **FR-001**: 已移除、Kafka 等。',
  '### US-1',
  '---',
  '===',
  '\\',
  '[x]: <',
)
const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...lines) },
  hostile,
  fc.string({ unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)), maxLength: 12 }),
)

/** A document of up to 40 lines, half of them with the head of a specification. */
export const specification = fc
  .tuple(fc.boolean(), fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\n', '\r\n', '\r'))
  .map(([withHead, body, eol]) => [withHead ? head : '', ...body].join('\n').replaceAll('\n', eol))
