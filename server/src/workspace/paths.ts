// What a path tells of a file.
import { basename, dirname, sep } from 'node:path'
import type { DocumentKind } from '../templates/template.ts'

/**
 * Templates are no specifications, though they look like one: a file named `template.md`, or `spec-template.md` and so on
 * by what it is a template for, or one in a folder `templates`. Only the two folders nearest to the file count: what is above is somebody's home.
 */
export const isTemplatePath = (path: string): boolean =>
  /(?:^|[\\/])templates?[\\/](?:[^\\/]+[\\/])?[^\\/]*$|(?:^|[\\/]|(?:^|[\\/._-])(?:spec|specification|plan|tasks?|clarifications?|checklist|adr|constitution)[._-])template(?:\.[^\\/]*)?$/i.test(
    path,
  )

/** What a template's file name says it is for: `spec-template.md`, `plan.md`; undefined for other files. */
export function kindOfTemplate(name: string): DocumentKind | undefined {
  const own = name.toLowerCase().replace(/\.\w+$/, '')
  const word = /(?:^|[._-])(spec|specification|plan|tasks?|clarifications?|checklist)(?:[._-]|$)/.exec(own)?.[1]
  if (word === undefined) return own === 'template' ? 'spec' : undefined
  if (word.startsWith('spec')) return 'spec'
  if (word.startsWith('task')) return 'tasks'
  return word.startsWith('clarif') ? 'clarifications' : (word as DocumentKind)
}

/** Whether a file may say what a template is: one itself, or a file of spec-kit's presets and extensions. */
export const isTemplateSource = (path: string): boolean =>
  isTemplatePath(path) || /[\\/]\.specify[\\/](?:templates|presets|extensions)[\\/]/.test(path)

export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)

/** Whether something that came or went may have been a folder: its name has no ending. */
export const mayBeFolder = (path: string): boolean => !basename(path).includes('.', 1)

/** Whether a folder of this name is never looked into. */
export const isPassedOver = (name: string): boolean => name === '.git' || name === 'node_modules'

/** Whether a path lies in a folder, or in one below it. */
export const isBelow = (folder: string, path: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** The folders around a path, from the nearest to the outermost. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(path); folders.at(-1) !== folder; folder = dirname(folder)) folders.push(folder)
  return folders
}
