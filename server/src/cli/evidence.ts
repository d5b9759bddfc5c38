// Evidence on the command line: reads code, tests and reports of a repository, once.
import { dirname, join, resolve } from 'node:path'
import { t } from '../base/l10n.ts'
import type { Id } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { type Evidence, evidenceOf } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks } from '../feature/itemLinks.ts'
import { createEvidenceFiles } from '../workspace/evidenceFiles.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'
import { eachFeature } from './eachFeature.ts'

export type EvidenceFor = (feature: Feature, definition: Definition) => Evidence

/** Which features define each id, to tell whether an id without a specification is ambiguous. */
interface Definers {
  /** Counts the ids of a feature. */
  add(feature: Feature): void
  isAlone(id: Id): boolean
}

function createDefiners(): Definers {
  const counts = new Map<string, number>()
  return {
    add(feature) {
      const { stories, requirements, criteria } = itemLinks(feature)
      const keys = new Set([...stories, ...requirements, ...criteria].map(({ at }) => at.definition.id.key))
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    isAlone: ({ key }) => (counts.get(key) ?? 0) <= 1,
  }
}

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
  const root = await repositoryAround(files, resolve(cwd, path))
  const definers = createDefiners()
  await eachFeature(files, root, ['.'], definers.add)
  const failed: unknown[] = []
  const index = await createEvidenceFiles({
    files,
    roots: () => [root],
    reports: async () => reports.map((report) => resolve(cwd, report)),
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
  return (feature, { id }) => evidenceOf(index, feature, id, definers.isAlone(id))
}

/** The innermost folder with a repository around a path; without one, the folder of the path. */
async function repositoryAround(files: Files, path: string): Promise<string> {
  const start = (await files.kind(path)) === 'folder' ? path : dirname(path)
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await files.kind(join(folder, '.git'))) !== undefined) return folder
    if (dirname(folder) === folder) return start
  }
}
