// What the path of a file says about it.
import { basename, dirname, relative, sep } from 'node:path'
import type { DocumentKind } from '../templates/template.ts'

/**
 * Whether a file is a template, which looks like a specification but is not one: a file named `template.md`,
 * `spec-template.md` and so on, one in a folder `templates`, of which only the two innermost folders count, since outer ones may
 * have any name, or one in what spec-kit installs.
 */
export const isTemplatePath = (path: string): boolean =>
  isOfTools(path) ||
  /(?:^|[\\/])templates?[\\/](?:[^\\/]+[\\/])?[^\\/]*$|(?:^|[\\/]|(?:^|[\\/._-])(?:spec|specification|plan|tasks?|clarifications?|checklist|adr|constitution)[._-])template(?:\.[^\\/]*)?$/i.test(
    path,
  )

/** Whether a file is part of a spec-kit preset or extension, whose specifications are those of its authors. */
export const isOfTools = (path: string): boolean => /[\\/]\.specify[\\/](?:presets|extensions)[\\/]/.test(path)

/**
 * The kind of document that a template is for, by its file name: `spec-template.md`, `plan.md`. Undefined for other files, such
 * as `task-prompt-template.md`, which is about a single task.
 */
export function kindOfTemplate(name: string): DocumentKind | undefined {
  const stem = name.toLowerCase().replace(/\.\w+$/, '')
  const word =
    /(?:^|[._-])(spec|specification|plan|tasks|clarifications?|checklist|task(?=$|[._-]template))(?:[._-]|$)/.exec(
      stem,
    )?.[1]
  if (word === undefined) return stem === 'template' ? 'spec' : undefined
  if (word.startsWith('spec')) return 'spec'
  if (word.startsWith('task')) return 'tasks'
  return word.startsWith('clarif') ? 'clarifications' : (word as DocumentKind)
}

/** Whether a file may define templates: a template, or a file of spec-kit's presets and extensions. */
export const isTemplateSource = (path: string): boolean =>
  isTemplatePath(path) || /[\\/]\.specify[\\/]templates[\\/]/.test(path)

export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)

/** Whether a created or deleted path may be a folder: its name has no extension. */
export const mayBeFolder = (path: string): boolean => !basename(path).includes('.', 1)

/** Whether folders of this name are always skipped. */
export const isPassedOver = (name: string): boolean => name === '.git' || name === 'node_modules'

/** Whether a path is inside a folder, at any depth. */
export const isBelow = (folder: string, path: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** The folders around a path, from the innermost to the outermost. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(path); folders.at(-1) !== folder; folder = dirname(folder)) folders.push(folder)
  return folders
}

/** A path relative to a folder, with `/`; empty for the folder itself. */
export const relativeTo = (folder: string, path: string): string => relative(folder, path).split(sep).join('/')
