// How far a specification and its items are: the stage of a status, what is done, withdrawn and archived. The one owner of each.
import type { Field } from '../document/model.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { fold, isStatus, type Stage, stageOfWord } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'

/** Whether a folder is one that finished specifications are moved to: `done`, `archive`, `2026-Q3`. */
export const isArchive = (name: string): boolean =>
  /^(?:done|archived?|completed?|closed|\d{4}-?Q[1-4]|\d{4})$/i.test(name)

/** The same by a word: a year or a quarter alone may be anything. */
export const isArchiveByWord = (name: string): boolean => isArchive(name) && !/^\d/.test(name)

/**
 * Whether the folder of a specification lies among the archived ones: `done/004-queue`, `done/2026-Q3/004-queue`.
 * @param root the repository's; what is around it tells nothing.
 */
export function isArchived(folder: string, root: string | undefined): boolean {
  const below = root !== undefined && folder.startsWith(`${root}/`) ? folder.slice(root.length) : folder
  const around = below.split('/').slice(-3, -1)
  return around.some(isArchiveByWord) && isArchive(around.at(-1) ?? '')
}

/** The status of a document: the template's field and the document's own. */
export function statusOf(spec: SpecDocument): { wanted: TemplateField; field: Field } | undefined {
  for (const [wanted, field] of spec.fields) if (isStatus(wanted)) return { wanted, field }
  return undefined
}

/** Whether the status of a document is where its template starts: nobody has set it yet, or somebody has and it is. */
export function hasFirstStatus(spec: SpecDocument): boolean {
  const status = statusOf(spec)
  if (!status) return false
  const { shape, value } = status.wanted
  return isSameStatus(status.field.value, (shape.type === 'words' ? shape.words[0] : undefined) ?? value)
}

/** Whether two values of a status mean the same stage. */
export const isSameStatus = (one: string, other: string): boolean => {
  const stage = stageOfWord(one)
  return stage === undefined ? fold(one) === fold(other) : stage === stageOfWord(other)
}

/** The day on which a document says it was begun, as `2026-06-04`; undefined where it does not, or in another form. */
export function dayOf({ fields }: Pick<SpecDocument, 'fields'>): string | undefined {
  for (const [{ shape }, { value }] of fields)
    if (shape.type === 'date') return /^\d{4}-\d\d-\d\d(?!\d)/.exec(value.trim())?.[0]
  return undefined
}

/** How far a document got; undefined without a status, or when its words do not tell. */
export function stageOf(spec: SpecDocument): Stage | undefined {
  const status = statusOf(spec)
  if (!status) return undefined
  const { wanted, field } = status
  if (wanted.shape.type === 'words' && isLeftOver(wanted, field)) return undefined
  return stageOfWord(field.value) ?? stageByPlace(wanted, field.value)
}

/** In a vocabulary in another language, the first word is where it starts and the last one where it ends. */
function stageByPlace({ shape }: TemplateField, value: string): Stage | undefined {
  if (shape.type !== 'words') return undefined
  const own = fold(value)
  const at = shape.words.findIndex((word) => own.startsWith(fold(word)))
  if (at < 0) return undefined
  return at === 0 ? 'draft' : at === shape.words.length - 1 ? 'done' : 'review'
}
