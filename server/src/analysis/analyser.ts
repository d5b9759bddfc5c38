// The analysis of open documents: what a document says, which is read at once, and its findings, which take longer. Each is
// computed on demand, once for a version of the text and a state of the workspace.
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { maxTextLength } from '../base/decode.ts'
import { isConfigPath } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import { pathOf } from '../base/uri.ts'
import { type Feature, type FeatureFile, featureOf } from '../feature/feature.ts'
import { type Finding, isSameFinding } from '../rules/engine/rule.ts'
import { check } from '../rules/engine/run.ts'
import { builtinFormats } from '../templates/builtin.ts'
import { recognise } from '../templates/detect.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { isMarkdownPath, isTemplatePath } from '../workspace/paths.ts'
import { createPause } from '../workspace/pause.ts'
import type { BadConfig } from '../workspace/settings.ts'
import { makeText } from '../workspace/store.ts'
import type { Checker, Loaded } from './checker.ts'

/** What a document says. */
export interface Reading {
  version: number
  /** Undefined for a document that is not part of a specification. */
  spec: SpecDocument | undefined
  feature: Feature | undefined
  /** The document as a file of a feature: `spec`, or an attachment. */
  file: Pick<FeatureFile, 'document'> | undefined
  /** The path of the configuration in force, if any. */
  config: string | undefined
  /** Errors in the configuration, if any. */
  bad: BadConfig | undefined
  /** Problems with the templates of the repository, one sentence each. */
  notes: readonly string[]
}

/** What a document says, and its findings. */
export interface Analysis extends Reading {
  /** A number for this analysis, unique in this server; the same as before if the result has not changed. */
  serial: number
  findings: readonly Finding[]
}

/** A caller that waits for an analysis: LSP's cancellation token. */
export interface Waiting {
  readonly isCancellationRequested: boolean
}

/** Thrown when no caller waits for an analysis any more. */
export class Abandoned extends Error {}

export interface Analyser {
  /** What a document's current version says. Never rejects. */
  read(document: TextDocument): Promise<Reading>
  /**
   * The findings of a document's newest version. A newer version ends the run for an older one, and all callers share a run.
   * Rejects only with `Abandoned`: when no caller waits any more, or the document is closed.
   */
  check(document: TextDocument, waiting?: Waiting): Promise<Analysis>
  /** The findings that a document would have with another text. Rejects if something cannot be read. */
  findingsOf(document: TextDocument, text: string): Promise<readonly Finding[]>
  /** Called when something in the workspace has changed. */
  changed(): void
  /** Called when a document is closed. */
  forget(uri: string): void
}

type OnError = (what: string, error: unknown) => void

interface Run {
  waiting: Waiting[]
  closed: boolean
}

const isGivenUp = ({ waiting, closed }: Run): boolean =>
  closed || waiting.every((caller) => caller.isCancellationRequested)

const always: Waiting = { isCancellationRequested: false }

/** @param onError called for every failure, with a description of what failed. */
export function createAnalyser(checker: Checker, onError: OnError): Analyser {
  const readings = new Map<string, { version: number; state: number; read: Promise<Read> }>()
  const analyses = new Map<string, Analysis & { state: number }>()
  const runs = new Map<string, { run: Run; result: Promise<Analysis> }>()
  let state = 0
  let serial = 0

  const readOf = (document: TextDocument): Promise<Read> => {
    const { uri, version } = document
    const last = readings.get(uri)
    if (last?.version === version && last.state === state) return last.read
    const read = readNow(document, checker).catch((error: unknown) => {
      onError('reading a document', error)
      return nothing
    })
    readings.set(uri, { version, state, read })
    return read
  }

  /** Later callers start a new run. */
  const end = (uri: string, run: Run): void => {
    if (runs.get(uri)?.run === run) runs.delete(uri)
  }

  /** Checks again until nothing has changed during the check. */
  const checkNewest = async (document: TextDocument, run: Run): Promise<Analysis> => {
    for (;;) {
      const { uri, version } = document
      const begun = state
      const isNewest = (): boolean => document.version === version && state === begun
      const pause = createPause()
      const endIfAbandoned = (): void => {
        if (!isNewest() || isGivenUp(run)) throw new Abandoned()
      }
      const goOn = (): Promise<void> | undefined => {
        const rest = pause()
        if (rest) return rest.then(endIfAbandoned)
        endIfAbandoned()
      }
      const read = await readOf(document)
      const findings = await findingsNow(document, read, checker, goOn, onError).catch((error: unknown) => {
        if (!(error instanceof Abandoned)) onError('checking a document', error)
        return error instanceof Abandoned ? undefined : []
      })
      if (findings && isNewest()) {
        const last = analyses.get(uri)
        const same = last?.version === version && isSame(last, read, findings) ? last.serial : undefined
        const analysis = { ...readingOf(read, version), serial: same ?? ++serial, findings, state: begun }
        if (!run.closed) analyses.set(uri, analysis)
        end(uri, run)
        return analysis
      }
      if (isGivenUp(run)) {
        end(uri, run)
        throw new Abandoned()
      }
    }
  }

  return {
    async read(document) {
      for (;;) {
        const { version } = document
        const read = await readOf(document)
        if (document.version === version) return readingOf(read, version)
      }
    },
    async check(document, waiting = always) {
      const { uri } = document
      const last = analyses.get(uri)
      if (last && last.version === document.version && last.state === state) return last
      const running = runs.get(uri)
      if (running) {
        running.run.waiting.push(waiting)
        return running.result
      }
      const run: Run = { waiting: [waiting], closed: false }
      const result = checkNewest(document, run).finally(() => end(uri, run))
      runs.set(uri, { run, result })
      return result
    },
    async findingsOf(document, text) {
      const path = pathOf(document.uri)
      if (path !== undefined) return isMarkdown(document) ? checker.checkAs(path, text) : []
      const { spec, feature } = readAlone(text)
      return spec && feature
        ? check(feature, spec, { onError: (rule, error) => onError(`rule ${rule.code}`, error) })
        : []
    },
    changed() {
      state++
    },
    forget(uri) {
      const running = runs.get(uri)
      if (running) running.run.closed = true
      runs.delete(uri)
      analyses.delete(uri)
      readings.delete(uri)
    },
  }
}

/** A reading with the feature for the rules, which a document without a file does not have. */
type Read = Omit<Reading, 'version'> & { loaded?: Loaded; isTooLarge?: boolean }

const readingOf = ({ spec, feature, file, config, bad, notes }: Read, version: number): Reading => ({
  version,
  spec,
  feature,
  file,
  config,
  bad,
  notes,
})

/** Whether the visible result of an analysis is the same as before. */
const isSame = (last: Analysis, read: Read, findings: readonly Finding[]): boolean =>
  visibleOf(last) === visibleOf(read) &&
  last.findings.length === findings.length &&
  last.findings.every((finding, k) => isSameFinding(finding, findings[k] as Finding))

const visibleOf = ({ spec, feature, config, bad, notes }: Read): string =>
  JSON.stringify([spec?.format.name, feature?.why, config, bad, notes])

const nothing: Read = {
  spec: undefined,
  feature: undefined,
  file: undefined,
  config: undefined,
  bad: undefined,
  notes: [],
}

async function readNow(document: TextDocument, checker: Checker): Promise<Read> {
  const path = pathOf(document.uri)
  if (document.getText().length > maxTextLength) return { ...nothing, isTooLarge: true }
  if (isConfigPath(document.uri)) {
    const settings = path === undefined ? undefined : await checker.settingsOf(path)
    return settings?.path === path ? { ...nothing, config: path, bad: settings?.bad } : nothing
  }
  if (!isMarkdown(document) || isTemplatePath(path ?? document.uri)) return nothing
  if (path === undefined) return readAlone(document.getText())
  const loaded = await checker.load(path)
  const { path: config, bad, notes } = loaded?.settings ?? (await checker.settingsOf(path))
  const spec = loaded?.feature.documents.find((candidate) => candidate.path === path)
  if (loaded) return { spec, feature: loaded.feature, file: spec, config, bad, notes, loaded }
  const attached = await checker.attachmentAt(path).catch(() => undefined)
  return { ...nothing, file: attached?.file, config, bad, notes, ...(attached && { loaded: attached }) }
}

/** Reads a document without a file: an untitled one, or one in a workspace that is not on disk. */
function readAlone(words: string): Read {
  const spec = recognise(makeText('', words, ''), builtinFormats())?.spec
  return spec ? { ...nothing, spec, feature: featureOf(spec), file: spec } : nothing
}

/** The one finding of a document that is too large to read, at its start. */
const tooLargeFinding = (): Finding => ({
  ...{ code: 'too-large', severity: 'warning', start: 0, end: 0, related: [], fixes: () => [], fixable: false },
  message: t('Document too large to check (limit {0} MB). Split it.', maxTextLength / 1e6),
  reference: 'https://github.com/specwise/specwise/blob/main/docs/editors.md#what-depends-on-the-editor',
})

/** @param goOn called often; it returns a pause to be awaited, and throws or rejects to end the check. */
async function findingsNow(
  { uri }: TextDocument,
  { spec, feature, loaded, isTooLarge }: Read,
  checker: Checker,
  goOn: () => Promise<void> | undefined,
  onError: OnError,
): Promise<readonly Finding[]> {
  if (isTooLarge) return [tooLargeFinding()]
  if (!loaded) {
    if (!spec || !feature) return []
    return check(feature, spec, { onError: (rule, error) => onError(`rule ${rule.code}`, error) })
  }
  const path = pathOf(uri)
  const { files } = await checker.check(loaded, (one) => one === path, goOn)
  return files[0]?.findings ?? []
}

const isMarkdown = ({ languageId, uri }: TextDocument): boolean =>
  languageId === 'markdown' || (languageId === '' && isMarkdownPath(uri))
