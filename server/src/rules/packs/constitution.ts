// The constitution of a repository: the rules that its specifications stand under. Findings cite the clause.

import { t } from '../../base/l10n.ts'
import { lineEnd, lineStart } from '../../base/lines.ts'
import { excerpt } from '../../base/words.ts'
import type { Related } from '../engine/rule.ts'
import type { PackRule } from './pack.ts'

export interface Constitution {
  path: string
  text: string
}

/** The clause that a rule is about: the first line of the constitution that has one of its words. */
export function citation(
  { clause, reference }: Pick<PackRule, 'clause' | 'reference'>,
  constitution: Constitution | undefined,
): { words(message: string): string; place: Related } | undefined {
  if (!constitution || clause.length === 0) return undefined
  const { path, text } = constitution
  const low = text.toLowerCase()
  if (low.length !== text.length) return undefined
  const found = clause.map((word) => low.indexOf(word.toLowerCase())).filter((at) => at >= 0)
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

/** A message of a pack with the full stop that it may lack. */
const sentence = (message: string): string => message.trim().replace(/(?<=[\p{L}\p{N}"'`)\]])$/u, '.')
