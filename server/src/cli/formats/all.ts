// The output formats of `specwise check` by name. `text` is not among them: `cli/text.ts` prints it during the check.
import type { Severity } from '../../rules/engine/rule.ts'
import { agentText } from './agent.ts'
import { azure } from './azure.ts'
import { checkstyle } from './checkstyle.ts'
import { concise } from './concise.ts'
import type { Formatter } from './format.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { toJson } from './json.ts'
import { jsonLines } from './jsonLines.ts'
import { junit } from './junit.ts'
import { rdjson } from './rdjson.ts'
import { sarif } from './sarif.ts'

export const formatters: Readonly<Record<string, Formatter>> = {
  concise,
  json: toJson,
  'json-lines': jsonLines,
  sarif,
  junit,
  github,
  gitlab,
  azure,
  checkstyle,
  rdjson,
  agent: agentText,
}

/** Whether a format needs the details of findings. */
export const isDetailed = (format: string): boolean => ['sarif', 'gitlab', 'rdjson'].includes(format)

/** The default level of a format: those for programs that read JSON show everything. */
export const levelOf = (format: string): Severity => (format === 'json' || format === 'json-lines' ? 'hint' : 'warning')
