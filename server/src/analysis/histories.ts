// Reads the history of features from git: the committed versions of their documents. Not in browsers, which have no git.
import { dirname, sep } from 'node:path'
import { decode, maxTextLength } from '../base/decode.ts'
import { createLru } from '../base/lru.ts'
import { readDocument } from '../document/read.ts'
import type { Feature } from '../feature/feature.ts'
import type { DocumentVersion, FeatureHistory } from '../feature/history.ts'
import { readBy, type SpecDocument } from '../templates/specDocument.ts'
import { forkPoint, type Log, logOf, versionsOf } from '../workspace/fileHistory.ts'
import type { Files } from '../workspace/files.ts'
import { type Blobs, openBlobs } from '../workspace/git.ts'
import { commitOf, type Repository, repositoryAt, withoutRepository } from '../workspace/gitRepository.ts'
import { relativeTo } from '../workspace/paths.ts'
import { repositoryFolder } from '../workspace/repositoryFolder.ts'

export interface Histories {
  /** The history of a feature. Undefined without git, a repository or commits. */
  of(feature: Feature): Promise<FeatureHistory | undefined>
  /** The last commit of the repository around a feature: its history is the same as long as this is. */
  head(feature: Feature): Promise<string | undefined>
  /** Ends the processes of git. The next question starts them again. */
  close(): void
}

const mostVersions = 300 // of a document
const mostKept = 600 // versions that are kept, by the blob and the path

/** A repository, with the process that reads its blobs. */
interface Opened {
  repository: Repository
  blobs: Blobs
  /** What was read for the last commit. */
  last: { head: string; read: Promise<{ log: Log; fork: string | undefined }> } | undefined
  /** The answer to the question for the last commit, and when it was asked. */
  asked: { at: number; head: Promise<string | undefined> } | undefined
}

const fresh = 1000 // milliseconds in which the last commit is not asked for again

/** @param files the disk, to resolve links: git knows real paths only. */
export function createHistories(files: Pick<Files, 'real' | 'kind'>): Histories {
  const opened = new Map<string, Promise<Opened | undefined>>() // by folder
  const byTop = new Map<string, Opened>()
  const kept = createLru<string, SpecDocument>(mostKept)

  const open = async (inside: string): Promise<Opened | undefined> => {
    const folder = (await repositoryFolder(files, inside)) ?? inside // git is asked once for each repository
    const known = opened.get(folder)
    if (known) return known
    // In a hook, variables name a repository, which may be another one.
    const opening = repositoryAt(folder, withoutRepository(process.env)).then(
      (repository) => {
        const one = byTop.get(repository.top) ?? {
          repository,
          blobs: openBlobs(repository.top, repository.env),
          last: undefined,
          asked: undefined,
        }
        byTop.set(repository.top, one)
        return one
      },
      () => undefined,
    )
    opened.set(folder, opening)
    return opening
  }

  const headOf = (one: Opened): Promise<string | undefined> => {
    const now = performance.now()
    if (one.asked && now - one.asked.at < fresh) return one.asked.head
    const head = commitOf(one.repository, 'HEAD')
    one.asked = { at: now, head }
    return head
  }

  const logAt = (one: Opened, head: string): Promise<{ log: Log; fork: string | undefined }> => {
    if (one.last?.head === head) return one.last.read
    const { repository } = one
    const read = Promise.all([logOf(repository), forkPoint(repository)]).then(([log, fork]) => ({ log, fork }))
    one.last = { head, read }
    return read.catch((error: unknown) => {
      one.last = undefined // the next question tries again
      throw error
    })
  }

  /** A version of a document, read by the template of the present one. */
  const versionOf = async ({ blobs }: Opened, name: string, now: SpecDocument): Promise<SpecDocument | undefined> => {
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

  const versionsIn = async (from: Opened, log: Log, path: string, now: SpecDocument): Promise<DocumentVersion[]> => {
    const all = versionsOf(log, path).slice(0, mostVersions)
    const read = await Promise.all(all.map(({ blob }) => versionOf(from, blob, now))) // git answers them in a row
    const missing = read.indexOf(undefined)
    return all.slice(0, missing < 0 ? all.length : missing).map(({ hash, date, order }, k) => ({
      commit: hash,
      date,
      order,
      spec: read[k] as SpecDocument,
    }))
  }

  const historyOf = async (feature: Feature): Promise<FeatureHistory | undefined> => {
    const from = await open(dirname(feature.spec.path || feature.path))
    const head = from && (await headOf(from))
    if (!from || head === undefined) return undefined
    const { log, fork } = await logAt(from, head)
    const versions = new Map<string, readonly DocumentVersion[]>()
    const base = new Map<string, SpecDocument>()
    const cut = new Set<string>()
    for (const spec of feature.documents) {
      const path = (await files.real(spec.path)).split(sep).join('/')
      const all = await versionsIn(from, log, path, spec)
      versions.set(spec.path, all)
      if (log.isCut || all.length === mostVersions) cut.add(spec.path)
      const name = fork && `${fork}:${relativeTo(from.repository.top, path)}`
      const before = name === undefined ? undefined : await versionOf(from, name, spec)
      if (before) base.set(spec.path, before)
    }
    return { versions, base, cut }
  }

  return {
    of: (feature) => historyOf(feature).catch(() => undefined),
    async head(feature) {
      const from = await open(dirname(feature.spec.path || feature.path))
      return from && headOf(from)
    },
    close() {
      for (const { blobs } of byTop.values()) blobs.close()
      byTop.clear()
      opened.clear()
    },
  }
}
