// specwise new: creates the folder of a new specification from the templates. Never overwrites.
import { join, resolve } from 'node:path'
import { type Checker, createChecker } from '../analysis/checker.ts'
import { listed, t } from '../base/l10n.ts'
import { documentsOf, folderOf, typesOf } from '../edits/newSpec.ts'
import { suggestedType } from '../templates/specTypes.ts'
import type { Files } from '../workspace/files.ts'
import type { Git } from '../workspace/git.ts'
import { relativeTo } from '../workspace/paths.ts'
import { formatForNew, type KnownSpec, numberingFor } from '../workspace/specNumbering.ts'
import { findMarkdown } from '../workspace/walk.ts'

export interface NewOptions {
  title: string
  /** If undefined, the type is guessed from the title. */
  type: string | undefined
  issue: number | undefined
  today: string
}

/** Creates it. @returns the paths of new files, relative to the working directory. Rejects with a reason that can be shown. */
export async function makeSpec(
  files: Files,
  cwd: string,
  wanted: NewOptions,
  git?: Pick<Git, 'branches' | 'remote'>,
): Promise<string[]> {
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError() {} })
  const specs = await specsBelow(checker, files, cwd)
  const paths = specs.map(({ path }) => path)
  const place = await numberingFor(checker.store, resolve(cwd), paths, git?.branches)
  const { formats, root } = await checker.settingsOf(join(place.folder, 'spec.md'))
  const format = formatForNew(formats, specs)
  const types = typesOf(format)
  const { title, issue, today } = wanted
  if (wanted.type !== undefined && types && !types.words.includes(wanted.type))
    throw new Error(t('{0} "{1}" is not allowed. Expected {2}.', types.key, wanted.type, listed(types.words, 'or')))
  const type = wanted.type ?? suggestedType(title, types?.words ?? [])
  const spec = {
    title,
    number: place.number,
    digits: place.digits,
    type,
    issue,
    repository: await git?.remote(cwd),
    today,
  }
  const folder = join(place.folder, folderOf(spec))
  if ((await files.kind(folder)) !== undefined) throw new Error(t('"{0}" already exists', relativeTo(cwd, folder)))
  const made = documentsOf(format, spec)
  await files.createFolder(folder, made, root ?? resolve(cwd))
  return made.map(({ name }) => relativeTo(cwd, join(folder, name)))
}

/** The specifications below a folder, as the editor lists them. Those that cannot be read are left out. */
async function specsBelow(checker: Checker, files: Files, cwd: string): Promise<KnownSpec[]> {
  const { found } = await findMarkdown(files, cwd, ['.'])
  const homes = new Set<string>()
  for (const { path } of found) homes.add(await checker.homeOf(path))
  const specs: KnownSpec[] = []
  for (const home of homes) {
    const loaded = await checker.loadAt(home, true).catch(() => undefined)
    if (loaded) specs.push({ path: resolve(loaded.feature.spec.path), format: loaded.feature.format.name })
    checker.store.forget()
  }
  return specs
}
