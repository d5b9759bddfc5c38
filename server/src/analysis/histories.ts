// Reads the history of features from git: the committed versions of their documents. Not in browsers, which have no git.
import { dirname, sep } from 'node:path'
import { decode, maxTextLength } from '../base/decode.ts'
import { createLru } from '../base/lru.ts'
import { readDocument } from '../document/read.ts'
import type { Feature } from '../feature/feature.ts'
import type { DocumentVersion, FeatureHistory } from '../feature/history.ts'
import { readBy, type SpecDocument } from '../templates/specDocument.ts'
import { type Commit, forkPoint, logOf } from '../workspace/fileHistory.ts'
import { type Blobs, openBlobs } from '../workspace/git.ts'
import { commitOf, type Repository, repositoryAt } from '../workspace/gitRepository.ts'
import { relativeTo } from '../workspace/paths.ts'

export interface Histories {
  /** The history of a feature. Undefined without git, a repository or commits. */
  of(feature: Feature): Promise<FeatureHistory | undefined>
  /** The last commit of the repository around a feature: its history is the same as long as this is. */
  head(feature: Feature): Promise<string | undefined>
  /** Ends the processes of git. The next question starts them again. */
  close(): void
}

const mostVersions = 60 // of a document
const mostKept = 400 // versions that are kept, by the blob and the path

/** A repository, with the process that reads its blobs. */
interface Opened {
  repository: Repository
  blobs: Blobs
  fork: Promise<string | undefined>
}

export function createHistories(): Histories {
  const opened = new Map<string, Promise<Opened | undefined>>() // by folder
  const kept = createLru<string, SpecDocument>(mostKept)

  const open = (folder: string): Promise<Opened | undefined> => {
    const known = opened.get(folder)
    if (known) return known
    const opening = repositoryAt(folder).then(
      (repository) => ({
        repository,
        blobs: openBlobs(repository.top, repository.env),
        fork: forkPoint(repository),
      }),
      () => undefined,
    )
    opened.set(folder, opening)
    return opening
  }

  /** A version of a document, read by the template of the present one. */
  const read = async ({ blobs }: Opened, name: string, now: SpecDocument): Promise<SpecDocument | undefined> => {
    const key = `${name} ${now.path}`
    const last = kept.get(key)
    if (last?.template === now.template) return last
    const bytes = await blobs.read(name)
    if (!bytes || bytes.length > maxTextLength) return undefined
    const { format, template, path, part } = now
    const spec = readBy(format, template, readDocument(decode(bytes)), { path, part })
    kept.set(key, spec)
    return spec
  }

  const versionsOf = async (
    from: Opened,
    commits: readonly Commit[],
    now: SpecDocument,
  ): Promise<DocumentVersion[]> => {
    const versions: DocumentVersion[] = []
    const path = now.path.split(sep).join('/')
    for (const [order, { hash, date, blobs }] of commits.entries()) {
      if (versions.length === mostVersions) break
      const blob = blobs.get(path)
      const spec = blob === undefined ? undefined : await read(from, blob, now)
      if (spec) versions.push({ commit: hash, date, order, spec })
      else if (blobs.has(path)) break // removed, or not readable: what is older was another document
    }
    return versions
  }

  const historyOf = async (feature: Feature): Promise<FeatureHistory | undefined> => {
    const { documents, path } = feature
    const from = await open(dirname(feature.spec.path || path))
    if (!from) return undefined
    const { repository } = from
    const log = await logOf(
      repository,
      documents.map((spec) => spec.path),
    )
    if (log.commits.length === 0) return undefined
    const fork = await from.fork
    const versions = new Map<string, readonly DocumentVersion[]>()
    const base = new Map<string, SpecDocument>()
    let isCut = log.isCut
    for (const spec of documents) {
      const all = await versionsOf(from, log.commits, spec)
      versions.set(spec.path, all)
      if (all.length === mostVersions) isCut = true
      const name = fork && `${fork}:${relativeTo(repository.top, spec.path)}`
      const before = name === undefined ? undefined : await read(from, name, spec)
      if (before) base.set(spec.path, before)
    }
    return { versions, base, isCut }
  }

  return {
    of: (feature) => historyOf(feature).catch(() => undefined),
    async head(feature) {
      const from = await open(dirname(feature.spec.path || feature.path))
      return from && commitOf(from.repository, 'HEAD')
    },
    close() {
      for (const opening of opened.values()) void opening.then((one) => one?.blobs.close())
      opened.clear()
    },
  }
}
