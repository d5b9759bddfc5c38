// What the workspace needs of a configuration, and the interface that reads it. The settings of rules belong to the rule
// engine: the workspace only passes them on.
import type { Span } from '../base/span.ts'

/** A configuration; settings that it lacks are undefined. `R` is the type of the settings of rules. */
export interface Config<R> {
  specs: readonly string[] | undefined
  templates: readonly string[] | undefined
  vocabularies: ReadonlyMap<string, readonly string[]>
  rules: R
  /** Packs of rules: names, paths, and packs written in the configuration. */
  packs: readonly unknown[] | undefined
}

/** An error in a configuration, with the span of its text. */
export interface ConfigProblem extends Span {
  message: string
  /** Editors that know the schema report it too. */
  bySchema: boolean
  /** The name that was probably meant. */
  meant?: string | undefined
}

/** A pack that a configuration names or contains. */
export interface PackSource {
  /** As written in the configuration. */
  source: unknown
  /** The text of the file that it names, if any. */
  text: string | undefined
}

/** Reads configurations for the workspace; provided by the rule engine. */
export interface ConfigReader<R> {
  /** The settings without a configuration. */
  none: Config<R>
  /** Reads a configuration's text. Never throws. */
  read(text: string): { config: Config<R>; problems: ConfigProblem[] }
  /** Whether a pack is a file, relative to the configuration. */
  isFile(source: unknown): source is string
  /** The settings of rules with the packs of a configuration, and messages about errors in the packs. */
  withPacks(rules: R, packs: readonly PackSource[]): { rules: R; problems: string[] }
}
