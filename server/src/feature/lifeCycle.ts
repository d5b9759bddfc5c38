// The life cycle of a specification: its status and stage, the day it was begun, and whether it is archived.
import type { Field } from '../document/model.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { foldStatus, isStatus, type Stage, stageOfWord } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'

/** Whether a folder's name is that of an archive for finished specifications: `done`, `archive`, `2026-Q3`. */
export const isArchive = (name: string): boolean =>
  /^(?:done|archived?|completed?|closed|\d{4}-?Q[1-4]|\d{4})$/i.test(name)

/** Like `isArchive`, but only for words, because a year or a quarter alone may be anything. */
export const isArchiveByWord = (name: string): boolean => isArchive(name) && !/^\d/.test(name)

/**
 * Whether the folder of a specification is in an archive: `done/004-queue`, `done/2026-Q3/004-queue`.
 * @param root the folder of the repository; folders around it do not count
 */
export function isArchived(folder: string, root: string | undefined): boolean {
  const below = root !== undefined && folder.startsWith(`${root}/`) ? folder.slice(root.length) : folder
  const around = below.split('/').slice(-3, -1)
  return around.some(isArchiveByWord) && isArchive(around.at(-1) ?? '')
}

/** The status of a document: the field of the template, and the field of the document. */
export function statusOf(spec: SpecDocument): { wanted: TemplateField; field: Field } | undefined {
  for (const [wanted, field] of spec.fields) if (isStatus(wanted)) return { wanted, field }
  return undefined
}

/** Whether the status of a document is the first one of its template, whether or not somebody set it. */
export function hasFirstStatus(spec: SpecDocument): boolean {
  const status = statusOf(spec)
  if (!status) return false
  const { shape, value } = status.wanted
  return isSameStatus(status.field.value, (shape.type === 'words' ? shape.words[0] : undefined) ?? value)
}

/** Whether two values of a status mean the same stage. */
export const isSameStatus = (a: string, b: string): boolean => {
  const stage = stageOfWord(a)
  return stage === undefined ? foldStatus(a) === foldStatus(b) : stage === stageOfWord(b)
}

/** The date in the metadata of a document, as `2026-06-04`. Undefined if it is missing or in another form. */
export function dayOf({ fields }: Pick<SpecDocument, 'fields'>): string | undefined {
  for (const [{ shape }, { value }] of fields)
    if (shape.type === 'date') return /^\d{4}-\d\d-\d\d(?!\d)/.exec(value.trim())?.[0]
  return undefined
}

/** The stage of a document. Undefined without a status, or if its words mean no stage. */
export function stageOf(spec: SpecDocument): Stage | undefined {
  const status = statusOf(spec)
  if (!status) return undefined
  const { wanted, field } = status
  if (wanted.shape.type === 'words' && isLeftOver(wanted, field)) return undefined
  return stageOfWord(field.value) ?? stageByPlace(wanted, field.value)
}

/** The stage by position, for vocabularies of unknown words: the first word is a draft, the last one is done. */
function stageByPlace({ shape }: TemplateField, value: string): Stage | undefined {
  if (shape.type !== 'words') return undefined
  const folded = foldStatus(value)
  const at = shape.words.findIndex((word) => folded.startsWith(foldStatus(word)))
  if (at < 0) return undefined
  return at === 0 ? 'draft' : at === shape.words.length - 1 ? 'done' : 'review'
}
