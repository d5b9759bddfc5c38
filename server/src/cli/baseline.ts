// The baseline: findings that a repository had when it began to check, which are not reported until they are fixed.
// One entry per line, sorted, so that branches merge.
import { dirname, join, resolve } from 'node:path'
import { groupBy } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import { isAtLeast } from '../rules/engine/severity.ts'
import type { Files } from '../workspace/files.ts'
import { type CheckedFile, shownFrom } from './checkUnit.ts'
import { fingerprintsOf } from './formats/format.ts'
import type { RenderedFinding } from './renderedFinding.ts'

export const baselineName = '.specwise-baseline.json'

interface Entry {
  path: string
  rule: string
  about: string
  fingerprint: string
}

export interface Baseline {
  /** The path of its file. */
  path: string
  /** A document without the findings that the baseline has. */
  newIn(file: CheckedFile): CheckedFile
  /** Looks for the documents that were not checked: the findings of deleted ones are fixed. */
  lookFor(kindOf: (path: string) => Promise<unknown>): Promise<void>
  /** The entries of documents other than these that are still valid. */
  besides(checked: readonly CheckedFile[]): readonly Entry[]
  /** How many findings the baseline has hidden, and which of its entries were not found in the documents that were checked. */
  summary(): { hidden: number; fixed: Entry[] }
  /** The text of the baseline without fixed findings. */
  pruned(): string
}

/** The nearest baseline in a folder or above it, if any. Rejects with what is wrong in it. */
export async function readBaseline(files: Files, cwd: string): Promise<Baseline | undefined> {
  let folder = cwd
  while ((await files.kind(join(folder, baselineName))) !== 'file') {
    // The search ends at the root of the repository.
    if (dirname(folder) === folder || (await files.kind(join(folder, '.git'))) !== undefined) return undefined
    folder = dirname(folder)
  }
  const path = join(folder, baselineName)
  const inFolder = (shown: string): string => shownFrom(folder)(resolve(cwd, shown))
  const entries = entriesIn(await files.read(path))
  if (!entries)
    throw new Error(t('"{0}" is not a valid baseline. Run "specwise baseline" to recreate it.', baselineName))
  const byPath = groupBy(entries, (entry) => entry.path)
  const checked = new Set<string>()
  const found = new Set<string>()
  const isFixed = (entry: Entry): boolean => checked.has(entry.path) && !found.has(entry.fingerprint)
  return {
    path,
    newIn(file) {
      const name = inFolder(file.path)
      const listed = new Set(byPath.get(name)?.map(({ fingerprint }) => fingerprint))
      checked.add(name)
      if (listed.size === 0) return file
      const shown = file.findings.map((finding) => ({ path: name, ...finding }))
      const prints = fingerprintsOf(shown)
      const isKnown = (k: number): boolean => listed.has(prints[k] ?? '') && isSerious(shown[k] as RenderedFinding)
      for (const [k, print] of prints.entries()) if (isKnown(k)) found.add(print)
      return { ...file, findings: file.findings.filter((_, k) => !isKnown(k)) }
    },
    async lookFor(kindOf) {
      for (const path of byPath.keys())
        if (!checked.has(path) && (await kindOf(join(folder, path))) === undefined) checked.add(path)
    },
    besides(documents) {
      const paths = new Set(documents.map(({ path }) => inFolder(path)))
      return entries.filter(({ path: name }) => !paths.has(name) && !checked.has(name))
    },
    summary: () => ({ hidden: found.size, fixed: entries.filter(isFixed) }),
    pruned: () => textOf(entries.filter((entry) => !isFixed(entry))),
  }
}

const isSerious = ({ severity }: Pick<RenderedFinding, 'severity'>): boolean => isAtLeast(severity, 'warning')

/** The text of a baseline: the errors and warnings of documents, and entries that stay. */
export function baselineText(
  checked: readonly CheckedFile[],
  others: readonly Entry[] = [],
  named: (path: string) => string = (path) => path,
): string {
  const entries = checked.flatMap(({ path: shownPath, findings }) => {
    const path = named(shownPath)
    const shown = findings.map((finding) => ({ path, ...finding }))
    const prints = fingerprintsOf(shown)
    return shown.flatMap((finding, k): Entry[] =>
      isSerious(finding)
        ? [{ path, rule: finding.code, about: finding.details?.identity ?? '', fingerprint: prints[k] ?? '' }]
        : [],
    )
  })
  return textOf([...others, ...entries])
}

function textOf(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => JSON.stringify(entry)).sort()
  return `{ "version": 1, "findings": [\n${lines.join(',\n')}\n] }\n`
}

function entriesIn(text: string): Entry[] | undefined {
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown }
    if (version !== 1 || !Array.isArray(findings)) return undefined
    const isEntry = (entry: Partial<Entry> | null): entry is Entry =>
      typeof entry?.path === 'string' && typeof entry.rule === 'string' && typeof entry.fingerprint === 'string'
    return findings.every(isEntry) ? findings : undefined
  } catch {
    return undefined
  }
}
