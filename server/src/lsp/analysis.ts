// What is known of an open document: read and checked once per version, when somebody asks.
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { builtinFormats } from '../formats/builtin.ts'
import { recognise } from '../formats/detect.ts'
import type { Reading } from '../formats/reading.ts'
import { check } from '../rules/check.ts'
import type { Finding, Rule } from '../rules/rule.ts'
import { isMarkdownPath, isTemplatePath } from '../workspace/paths.ts'

export interface Analysis {
  version: number
  /** Of this analysis among all of this server. */
  serial: number
  /** Undefined for a document that is no specification. */
  reading: Reading | undefined
  findings: Finding[]
}

export interface Analyser {
  /** The analysis of a document's current version. Never throws. */
  of(document: TextDocument): Analysis
  forget(uri: string): void
}

/** @param onError hears of every failure, with words that say what failed. */
export function createAnalyser(onError: (what: string, error: unknown) => void): Analyser {
  const known = new Map<string, Analysis>()
  let serial = 0
  return {
    of(document) {
      const last = known.get(document.uri)
      if (last?.version === document.version) return last
      const analysis = analyse(document, ++serial, onError)
      known.set(document.uri, analysis)
      return analysis
    },
    forget(uri) {
      known.delete(uri)
    },
  }
}

function analyse(document: TextDocument, serial: number, onError: (what: string, error: unknown) => void): Analysis {
  const nothing: Analysis = { version: document.version, serial, reading: undefined, findings: [] }
  if (!isMarkdown(document) || isTemplatePath(decode(document.uri))) return nothing
  try {
    const reading = recognise(document.getText(), builtinFormats())
    if (!reading) return nothing
    const findings = check(reading, undefined, (rule: Rule, error) => onError(`rule ${rule.code}`, error))
    return { version: document.version, serial, reading, findings }
  } catch (error) {
    onError('reading a document', error)
    return nothing
  }
}

const isMarkdown = ({ languageId, uri }: TextDocument): boolean =>
  languageId === 'markdown' || (languageId === '' && isMarkdownPath(uri))

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}
