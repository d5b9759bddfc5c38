// The settings of a client: lenses, hints and the scope of diagnostics. Other settings are in files of the workspace.
import type { EvidenceSettings } from '../workspace/evidenceFiles.ts'
import type { DiagnosticsScope, GivenSettings } from './messages.ts'

export interface ClientSettings {
  scope: DiagnosticsScope
  lenses: { questions: boolean; status: boolean; stories: boolean; requirements: boolean }
  gapHints: boolean
  /** Undefined if no evidence is shown. */
  evidence: EvidenceSettings | undefined
}

/** The settings sent by a client; missing and invalid values have their defaults. */
export function settingsFrom(given: GivenSettings | undefined | null, scope: DiagnosticsScope): ClientSettings {
  const is = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)
  const { codeLens, inlayHints, diagnostics, evidence } = given ?? {}
  return {
    scope: scopeOf(diagnostics?.scope) ?? scope,
    lenses: {
      questions: is(codeLens?.questions, true),
      status: is(codeLens?.status, true),
      stories: is(codeLens?.stories, true),
      requirements: is(codeLens?.requirements, false),
    },
    gapHints: is(inlayHints?.gaps, true),
    evidence: is(evidence?.enabled, true)
      ? { reports: stringsIn(evidence?.reports), code: stringsIn(evidence?.code) }
      : undefined,
  }
}

const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** The scope of diagnostics; undefined for an invalid value. */
export const scopeOf = (given: unknown): DiagnosticsScope | undefined =>
  given === 'openFiles' || given === 'workspace' ? given : undefined
