// The constitution of a repository: principles that all its specifications follow. Findings cite the clause.

import { t } from '../../base/l10n.ts'
import { lineEnd, lineStart } from '../../base/lines.ts'
import { excerpt } from '../../base/words.ts'
import type { Related } from '../engine/rule.ts'
import type { PackRule } from './pack.ts'

export interface Constitution {
  path: string
  text: string
}

/** The clause that a rule is based on: the first line of the constitution that contains one of the rule's words. */
export function citation(
  { clause, reference }: Pick<PackRule, 'clause' | 'reference'>,
  constitution: Constitution | undefined,
): { words(message: string): string; place: Related } | undefined {
  if (!constitution || clause.length === 0) return undefined
  const { path, text } = constitution
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return undefined
  const found = clause.map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0)
  if (found.length === 0) return undefined
  const at = Math.min(...found)
  const start = lineStart(text, at)
  const line = text.slice(start, lineEnd(text, at)).trimEnd()
  const heading = /^#{1,6}\s/.test(line)
    ? line
    : (text
        .slice(0, start)
        .match(/^#{1,6}\s.*$/gm)
        ?.at(-1) ?? '')
  const title = excerpt(heading.replace(/^#+\s*/, '').replace(/[*_`]/g, ''), 60)
  return {
    words: (message) =>
      title === ''
        ? t('{0} The constitution requires it.', sentence(message))
        : t('{0} See "{1}" in the constitution.', sentence(message), title),
    place: {
      span: { start, end: Math.max(start + 1, start + line.length) },
      message: reference ?? t('Clause of the constitution'),
      other: { path, text },
    },
  }
}

/** The message of a pack's rule, ended by a full stop. */
const sentence = (message: string): string => message.trim().replace(/(?<=[\p{L}\p{N}"'`)\]])$/u, '.')
