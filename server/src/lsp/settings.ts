// What the settings of a client say of lenses, hints and the scope of diagnostics. Other settings are files of the workspace.
import type { DiagnosticsScope, GivenSettings } from './messages.ts'

export interface ClientSettings {
  scope: DiagnosticsScope
  lenses: { questions: boolean; status: boolean; stories: boolean; requirements: boolean }
  gapHints: boolean
}

/** Settings as a client sent them; what it says nothing of, and what has another shape, is as it is without. */
export function settingsFrom(given: GivenSettings | undefined | null, scope: DiagnosticsScope): ClientSettings {
  const is = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)
  const { codeLens, inlayHints, diagnostics } = given ?? {}
  return {
    scope: scopeOf(diagnostics?.scope) ?? scope,
    lenses: {
      questions: is(codeLens?.questions, true),
      status: is(codeLens?.status, true),
      stories: is(codeLens?.stories, true),
      requirements: is(codeLens?.requirements, false),
    },
    gapHints: is(inlayHints?.gaps, true),
  }
}

/** What a setting says of the scope of diagnostics; undefined where it says something else. */
export const scopeOf = (given: unknown): DiagnosticsScope | undefined =>
  given === 'openFiles' || given === 'workspace' ? given : undefined
