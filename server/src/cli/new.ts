// specwise new: makes the folder of a new specification from the templates. Never overwrites.
import { basename, join, relative, resolve, sep } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { documentsOf, folderOf, typesOf } from '../edits/newSpec.ts'
import { suggestedType } from '../templates/specTypes.ts'
import type { Format } from '../templates/template.ts'
import type { Files } from '../workspace/files.ts'
import type { Branches } from '../workspace/git.ts'
import { numberingFor } from '../workspace/specNumbering.ts'
import { findMarkdown } from '../workspace/walk.ts'

export interface NewOptions {
  title: string
  /** Undefined: the one that the title speaks for. */
  type: string | undefined
  issue: number | undefined
  today: string
}

/** Paths of what was made, relative to the working directory. Rejects with a reason that can be shown. */
export async function makeSpec(files: Files, cwd: string, wanted: NewOptions, branches?: Branches): Promise<string[]> {
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError() {} })
  const { found } = await findMarkdown(files, cwd, ['.'])
  const known = found.map(({ path }) => path).filter((path) => /^spec\.(?:md|markdown)$/i.test(basename(path)))
  const place = await numberingFor(checker.store, resolve(cwd), known, branches)
  const { formats } = await checker.settingsOf(join(place.folder, 'spec.md'))
  const loaded = known[0] === undefined ? undefined : await checker.load(known.at(-1) as string).catch(() => undefined)
  const own = formats.find(({ folder }) => folder !== undefined)
  const format = own ?? formats.find(({ name }) => name === loaded?.feature.format.name) ?? (formats[0] as Format)
  const types = typesOf(format)
  const { title, issue, today } = wanted
  if (wanted.type !== undefined && types && !types.words.includes(wanted.type))
    throw new Error(`${types.key} is one of ${types.words.join(', ')}, not "${wanted.type}"`)
  const type = wanted.type ?? suggestedType(title, types?.words ?? [])
  const spec = { title, number: place.number, digits: place.digits, type, issue, today }
  const folder = join(place.folder, folderOf(spec))
  if ((await files.kind(folder)) !== undefined) throw new Error(`${shown(cwd, folder)} is there already`)
  const made: string[] = []
  for (const { name, text } of documentsOf(format, spec)) {
    await files.create(join(folder, name), text)
    made.push(shown(cwd, join(folder, name)))
  }
  return made
}

const shown = (cwd: string, path: string): string => relative(cwd, path).split(sep).join('/')
