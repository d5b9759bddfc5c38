// What the workspace has to know of a configuration, and who reads one. What it says of rules is the engine's: the
// workspace hands it on unread.
import type { Span } from '../base/span.ts'

/** What a configuration says; what it does not say is undefined. `R` is what it says of rules. */
export interface Config<R> {
  specs: readonly string[] | undefined
  templates: readonly string[] | undefined
  vocabularies: ReadonlyMap<string, readonly string[]>
  rules: R
  /** Packs of rules: names, paths, and packs that stand in the configuration. */
  packs: readonly unknown[] | undefined
}

/** Something wrong in a configuration: a span of its text. */
export interface ConfigProblem extends Span {
  message: string
  /** An editor that knows the schema sees it too. */
  bySchema: boolean
  /** The name that was probably meant in its place. */
  meant?: string | undefined
}

/** A pack that a configuration names or has. */
export interface PackSource {
  /** As it stands in the configuration. */
  source: unknown
  /** The text of the file that it names; undefined where there is none. */
  text: string | undefined
}

/** Reads configurations for the workspace; given by whoever knows the rules. */
export interface ConfigReader<R> {
  /** What holds without a configuration. */
  none: Config<R>
  /** Reads a configuration's text. Never throws. */
  read(text: string): { config: Config<R>; problems: ConfigProblem[] }
  /** Whether a pack is a file, relative to the configuration. */
  isFile(source: unknown): source is string
  /** What holds with the packs of a configuration, and what is wrong with these, in words. */
  withPacks(rules: R, packs: readonly PackSource[]): { rules: R; problems: string[] }
}
