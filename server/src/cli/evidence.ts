// Evidence on the command line: reads code, tests and reports below the working directory, once.
import { resolve } from 'node:path'
import { t } from '../base/l10n.ts'
import { type Evidence, evidenceOf } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { createEvidenceFiles } from '../workspace/evidenceFiles.ts'
import type { Files } from '../workspace/files.ts'

export type EvidenceFor = (feature: Feature, item: Traced) => Evidence

/** Which features define each id, to tell whether an id without a specification is ambiguous. */
export interface Definers {
  /** Counts the ids of a feature. */
  add(feature: Feature): void
  isAlone(item: Traced): boolean
}

export function createDefiners(): Definers {
  const counts = new Map<string, number>()
  return {
    add(feature) {
      const { stories, requirements, criteria } = itemLinks(feature)
      const keys = new Set([...stories, ...requirements, ...criteria].map(({ at }) => at.definition.id.key))
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    isAlone: ({ at }) => (counts.get(at.definition.id.key) ?? 0) <= 1,
  }
}

/** @param reports of tests in the format of JUnit: files and folders. Rejects if one of them does not exist. */
export async function readEvidence(
  files: Files,
  cwd: string,
  reports: readonly string[],
  definers: Definers,
): Promise<EvidenceFor> {
  for (const path of reports)
    if ((await files.kind(resolve(cwd, path))) === undefined) throw new Error(t('No such file or folder: {0}', path))
  const failed: unknown[] = []
  const index = await createEvidenceFiles({
    files,
    roots: () => [cwd],
    reports: async () => reports.map((path) => resolve(cwd, path)),
    onError: (_, error) => failed.push(error),
  }).ready()
  if (failed.length > 0) throw failed[0]
  return (feature, item) => evidenceOf(index, feature, item.at.definition.id, definers.isAlone(item))
}
