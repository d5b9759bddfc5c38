// specwise/newSpec: plans a new specification in a folder of the workspace. Writes nothing.
import { join } from 'node:path'
import type { Checker } from '../analysis/checker.ts'
import { today } from '../base/date.ts'
import { t } from '../base/l10n.ts'
import { pathOf, uriOf } from '../base/uri.ts'
import { documentsOf, folderOf, typesOf } from '../edits/newSpec.ts'
import { suggestedType } from '../templates/specTypes.ts'
import type { Format } from '../templates/template.ts'
import type { Git } from '../workspace/git.ts'
import { isBelow } from '../workspace/paths.ts'
import { formatsForNew, numberingFor } from '../workspace/specNumbering.ts'
import type { NewSpecParams, NewSpecPlan, SpecEntry } from './messages.ts'

/** @param existing the specifications of the workspace: new ones go next to them, in the format that most have. */
export async function planNewSpec(
  { folder, title, format: chosen, type, issue }: NewSpecParams,
  checker: Checker,
  existing: readonly SpecEntry[],
  git: Git | undefined,
): Promise<NewSpecPlan | null> {
  const root = pathOf(folder)
  const words = title.replace(/\s+/g, ' ').trim()
  if (root === undefined || words === '') return null
  const around = existing.flatMap(({ uri, format }) => {
    const path = pathOf(uri)
    return path !== undefined && isBelow(root, path) ? [{ path, format }] : []
  })
  const paths = around.map(({ path }) => path)
  const place = await numberingFor(checker.store, root, paths, git?.branches)
  const { formats } = await checker.settingsOf(join(place.folder, 'spec.md'))
  const fitting = formatsForNew(formats, around)
  const format = fitting.find(({ name }) => name === chosen) ?? (fitting[0] as Format)
  const types = typesOf(format)
  const wanted = {
    title: words,
    number: place.number,
    digits: place.digits,
    type: types?.words.find((word) => word === type),
    issue,
    repository: await git?.remote(root),
    today: today(),
  }
  const name = folderOf(wanted)
  return {
    folder: uriOf(join(place.folder, name)),
    name,
    formats: fitting.map((one) => one.name),
    types: types?.words.slice() ?? [],
    suggested: suggestedType(words, types?.words ?? []) ?? null,
    unsure: git ? null : t('Numbers used on other branches were not checked'),
    documents: documentsOf(format, wanted).map((one) => ({ ...one, uri: uriOf(join(place.folder, name, one.name)) })),
  }
}
