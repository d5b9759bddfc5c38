// What is known of an open document: read and checked once for each state of the workspace, when somebody asks.
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import { type Feature, featureOf } from '../feature/feature.ts'
import type { Finding } from '../rules/engine/rule.ts'
import { check } from '../rules/engine/run.ts'
import { builtinFormats } from '../templates/builtin.ts'
import { recognise } from '../templates/detect.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { isConfigPath, isMarkdownPath, isTemplatePath } from '../workspace/paths.ts'
import type { BadConfig } from '../workspace/settings.ts'
import { makeText } from '../workspace/store.ts'

export interface Analysis {
  version: number
  /** Of this analysis among all of this server. */
  serial: number
  /** Undefined for a document that is part of no specification. */
  spec: SpecDocument | undefined
  feature: Feature | undefined
  findings: Finding[]
  /** The file of the configuration in force; undefined without one. */
  config: string | undefined
  /** What is wrong in it. */
  bad: BadConfig | undefined
}

export interface Analyser {
  /** The analysis of a document's current version. Never rejects. */
  of(document: TextDocument): Promise<Analysis>
  /** What a document would have with another text. Rejects for what cannot be read. */
  findingsOf(document: TextDocument, text: string): Promise<readonly Finding[]>
  /** Something in the workspace is not as it was. */
  changed(): void
  forget(uri: string): void
}

type OnError = (what: string, error: unknown) => void

/** @param onError hears of every failure, with words that say what failed. */
export function createAnalyser(checker: Checker, onError: OnError): Analyser {
  const known = new Map<string, Analysis & { state: number }>()
  let state = 0
  let serial = 0
  return {
    async of(document) {
      for (;;) {
        const last = known.get(document.uri)
        if (last && last.version === document.version && last.state === state) return last
        const { version } = document
        const begun = state
        const found = await analyse(document, checker, onError)
        const analysis = { version, serial: ++serial, ...found, state: begun }
        known.set(document.uri, analysis)
        if (document.version === version) return analysis
      }
    },
    async findingsOf(document, text) {
      const path = pathOf(document.uri)
      if (path !== undefined) return isMarkdown(document) ? checker.checkAs(path, text) : []
      return analyseAlone(text, onError).findings
    },
    changed() {
      state++
    },
    forget(uri) {
      known.delete(uri)
    },
  }
}

type Found = Omit<Analysis, 'version' | 'serial'>

const nothing: Found = { spec: undefined, feature: undefined, findings: [], config: undefined, bad: undefined }

async function analyse(document: TextDocument, checker: Checker, onError: OnError): Promise<Found> {
  const path = pathOf(document.uri)
  try {
    if (isConfigPath(document.uri)) {
      const settings = path === undefined ? undefined : await checker.settingsOf(path)
      return settings?.path === path ? { ...nothing, config: path, bad: settings?.bad } : nothing
    }
    if (!isMarkdown(document) || isTemplatePath(path ?? document.uri)) return nothing
    return path === undefined ? analyseAlone(document.getText(), onError) : await analyseFile(path, checker)
  } catch (error) {
    onError('reading a document', error)
    return nothing
  }
}

async function analyseFile(path: string, checker: Checker): Promise<Found> {
  const loaded = await checker.load(path)
  if (!loaded) {
    const { path: config, bad } = await checker.settingsOf(path)
    return { ...nothing, config, bad }
  }
  const { documents, feature, settings } = await checker.check(loaded, (one) => one === path)
  const [own] = documents
  return { spec: own?.spec, feature, findings: own?.findings ?? [], config: settings.path, bad: settings.bad }
}

/** A document without a file: untitled, or of a workspace that is on no disk. */
function analyseAlone(words: string, onError: OnError): Found {
  const text = makeText('', words, '')
  const spec = recognise(text, builtinFormats())?.spec
  if (!spec) return nothing
  const feature = featureOf(spec)
  const findings = check(feature, spec, { onError: (rule, error) => onError(`rule ${rule.code}`, error) })
  return { spec, feature, findings, config: undefined, bad: undefined }
}

const isMarkdown = ({ languageId, uri }: TextDocument): boolean =>
  languageId === 'markdown' || (languageId === '' && isMarkdownPath(uri))
