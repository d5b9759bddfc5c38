// Evidence on the command line: reads code, tests and reports of a repository, once.
import { dirname, resolve } from 'node:path'
import { t } from '../base/l10n.ts'
import { detachedCopy } from '../base/words.ts'
import type { Definition } from '../document/model.ts'
import { countDefiners, type Evidence, evidenceOf } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks } from '../feature/itemLinks.ts'
import { createEvidenceFiles } from '../workspace/evidenceFiles.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'
import { repositoryFolder } from '../workspace/repositoryFolder.ts'
import { eachFeature } from './eachFeature.ts'

export type EvidenceFor = (feature: Feature, definition: Definition) => Evidence

/**
 * Reads the evidence of the repository around a path. Rejects if a report does not exist or has no results.
 * @param reports of tests in the format of JUnit: files and folders.
 */
export async function readEvidence(
  files: Files,
  cwd: string,
  [path = '.']: readonly string[],
  reports: readonly string[],
): Promise<EvidenceFor> {
  for (const report of reports)
    if (report === '' || (await files.kind(resolve(cwd, report))) === undefined)
      throw new Error(t('No such file or folder: {0}', report))
  const named = resolve(cwd, path)
  const start = (await files.kind(named)) === 'folder' ? named : dirname(named)
  const root = (await repositoryFolder(files, start)) ?? start
  const idsOfSpecs: string[][] = []
  await eachFeature(files, root, ['.'], (feature) => {
    const { stories, requirements, criteria } = itemLinks(feature)
    idsOfSpecs.push([...stories, ...requirements, ...criteria].map(({ at }) => detachedCopy(at.definition.id.key)))
  })
  const definers = countDefiners(idsOfSpecs)
  const failed: unknown[] = []
  const index = await createEvidenceFiles({
    files,
    roots: () => [root],
    settings: async () => ({ reports: reports.map((report) => resolve(cwd, report)), code: [] }),
    onError: (_, error) => failed.push(error),
  }).ready()
  if (failed.length > 0) throw failed[0]
  for (const report of reports) {
    const inside = [...index.reports].filter(
      ([name]) => name === resolve(cwd, report) || isBelow(resolve(cwd, report), name),
    )
    if (inside.every(([, count]) => count === 0))
      throw new Error(t('No test results in {0}. Expected a report in the format of JUnit.', report))
  }
  return (feature, { id }) => evidenceOf(index, feature, id, definers)
}
