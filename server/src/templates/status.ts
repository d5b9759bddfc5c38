// How far a specification got, by the words of its status. The template's own vocabulary decides where it has one;
// free text is told by its first words.
import type { TemplateField } from './template.ts'

/** `review`: being read by others. `approved`: agreed on, being built. `done`: built, or archived. */
export type Stage = 'draft' | 'review' | 'approved' | 'done'

const words: readonly [Stage, RegExp][] = [
  [
    'draft',
    /^(?:draft|proposed|planned|new|wip|idea|草稿|草案|下書き|ドラフト|초안|borrador|rascunho|entwurf|brouillon|bozza|черновик)/,
  ],
  [
    'review',
    /^(?:in-review|review|reviewing|under-review|clarif\w+|审查|審查|审核中|レビュー|검토|en-revisi[oó]n|em-revis[aã]o|in-pr[uü]fung|en-revue)/,
  ],
  [
    'approved',
    /^(?:approved|accepted|ready|implementing|in-progress|in-implementation|active|final|已批准|批准|承認|実装中|승인|aprobad\w+|aprovad\w+|genehmigt|approuv)/,
  ],
  [
    'done',
    /^(?:done|implemented|complete[d]?|shipped|merged|released|delivered|finished|closed|archived|已完成|完成|已实现|完了|実装済み|완료|hecho|completad\w+|conclu[ií]d\w+|fertig|abgeschlossen|termin[eé])/,
  ],
]

export const fold = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/<!--.*?-->/g, '')
    .replace(/^[^\p{L}]+/u, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')

// What may stand behind a stage and changes nothing: `draft v2`, `approved by the board`, `done, see #12`, `完成 ✅`.
const note = /^(?:-?[^\p{L}\d-]|-(?:v?\d|(?:by|on|since|at|as|see|per)-)|-*$)/u

/** The stage that a status means by its first word; undefined for other words, and for "ready for review". */
export function stageOfWord(status: string): Stage | undefined {
  const own = fold(status.slice(0, 200).replace(/\s[–—-]+\s/g, '; '))
  return words.find(([, pattern]) => {
    const match = pattern.exec(own)
    return match && note.test(own.slice(match[0].length))
  })?.[0]
}

/** The field of a template that tells the status: one with a vocabulary of stages, or whose own value is a stage. */
export const isStatus = ({ shape, value }: TemplateField): boolean =>
  shape.type === 'words' ? shape.words.some((word) => stageOfWord(word)) : shape.type === 'text' && !!stageOfWord(value)
