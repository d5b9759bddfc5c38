// Checks features. The editor and the command line share this, so that both report the same.
import { dirname } from 'node:path'
import { codeBlocksOf } from '../document/codeBlocks.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature, FeatureFile } from '../feature/feature.ts'
import type { FeatureHistory } from '../feature/history.ts'
import { allRules } from '../rules/all.ts'
import { configReader } from '../rules/engine/config.ts'
import type { Finding, Rule } from '../rules/engine/rule.ts'
import { type Check, checkAttachment, checkInSteps, type RuleSettings } from '../rules/engine/run.ts'
import type { Severity } from '../rules/engine/severity.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { type Features as AnyFeatures, type Loaded as AnyLoaded, createFeatures } from '../workspace/features.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'
import {
  type SettingsFinder as AnyFinder,
  type Settings as AnySettings,
  type BadConfig,
  createSettings,
} from '../workspace/settings.ts'
import { createNumbers, type Numbers } from '../workspace/specNumbers.ts'
import { createStore, type Store } from '../workspace/store.ts'
import { createHabits } from './habits.ts'
import { ruleContextOf } from './ruleContext.ts'
import { createTargets } from './targets.ts'

/** The settings of a folder, including those of rules. */
export type Settings = AnySettings<RuleSettings>
export type Loaded = AnyLoaded<RuleSettings>
type Features = AnyFeatures<RuleSettings>
type SettingsFinder = AnyFinder<RuleSettings>

/** A checked file of a feature. */
export interface CheckedFile {
  file: FeatureFile
  /** Undefined for an attachment. */
  spec: SpecDocument | undefined
  findings: Finding[]
}

export interface CheckedFeature {
  feature: Feature
  settings: Settings
  /** Its documents, then its attachments. */
  files: CheckedFile[]
}

export interface Checker {
  store: Store
  /** The feature that a Markdown file belongs to; undefined for ordinary Markdown. Rejects if it cannot be read. */
  load(path: string): Promise<Loaded | undefined>
  /** The feature of a home; see `homeOf`. Rejects like `load`. */
  loadAt: Features['at']
  /** The feature whose folder has an attachment: other Markdown. Rejects like `load`. */
  attachmentAt: Features['attachmentAt']
  /** Called when files may have been created or deleted. */
  stale(): void
  /** The settings in force for a file. */
  settingsOf(path: string): Promise<Settings>
  /** The folder or file that identifies a file's feature: equal for all files of a feature. */
  homeOf(path: string): Promise<string>
  /** The specification with a number: that of a file or one next to it. Undefined if there is none or several. */
  specWithNumber(path: string, number: number): Promise<Feature | undefined>
  /** The findings that a file would have with another text; none if it would be ordinary Markdown. */
  checkAs(path: string, text: string): Promise<Finding[]>
  /**
   * The findings of the wanted documents and attachments of a feature.
   * @param goOn called often: returns a pause to be awaited, or throws to end the check, which rejects with that error.
   */
  check(
    loaded: Loaded,
    wanted?: (path: string) => boolean,
    goOn?: () => Promise<unknown> | undefined,
  ): Promise<CheckedFeature>
}

export interface CheckerOptions {
  files: Files
  /** For an editor: what is read is kept until it changes. Otherwise files must not change during the run. */
  kept: boolean
  /** Top folders of the workspace: what a document outside of a repository may link to. */
  roots(): readonly string[]
  /** The API groups that the workspace defines, if known. */
  claims?(root: string | undefined): Promise<ReadonlySet<string> | undefined>
  /** The committed versions of the documents of a feature, if they are known. */
  history?: ((feature: Feature) => FeatureHistory | undefined | Promise<FeatureHistory | undefined>) | undefined
  /** Severities by the code of a rule; they override the configuration. */
  severities?: Readonly<Record<string, Severity | 'off'>> | undefined
  /** Replaces a rule, always by the same one, for example to measure it. */
  inPlaceOf?: ((rule: Rule) => Rule) | undefined
  /** Called when a rule fails. */
  onError(rule: Rule, error: unknown, path: string): void
}

export function createChecker(options: CheckerOptions): Checker {
  const store = createStore(options.files)
  return checkerOf(options, store, createNumbers(store), createSettings(store, configReader, !options.kept))
}

function checkerOf(options: CheckerOptions, store: Store, numbers: Numbers, settings: SettingsFinder): Checker {
  const { kept, roots, claims, history, severities, inPlaceOf, onError } = options
  const features = createFeatures(store, settings, kept)
  const targets = createTargets(store, !kept)
  const admit = async (all: string[] | undefined): Promise<string[] | undefined> => {
    const admits = await Promise.all((all ?? []).map(async (path) => (await settings.of(dirname(path))).admits(path)))
    return all?.filter((_, k) => admits[k])
  }
  // Files that the configuration excludes cannot have a duplicate number, and tell nothing of habits.
  const admitted: Numbers = {
    ...numbers,
    withNumber: async (path, number) => admit(await numbers.withNumber(path, number)),
    nearest: async (path) => admit(await numbers.nearest(path)),
  }
  const habits = createHabits(store, admitted, kept)
  const constitutionOf = async ({ constitution: path }: Settings) => {
    const read = path === undefined ? undefined : await store.read(path).catch(() => undefined)
    return path !== undefined && read ? { path, text: read.text } : undefined
  }
  return {
    store,
    load: features.of,
    loadAt: features.at,
    attachmentAt: features.attachmentAt,
    homeOf: features.homeOf,
    stale: numbers.stale,
    async specWithNumber(path, number) {
      const home = await features.homeOf(path)
      if (numberOf(home) === number) return (await features.at(home).catch(() => undefined))?.feature
      const [other, more] = (await numbers.withNumber(home, number)) ?? []
      return other && !more ? (await features.of(other).catch(() => undefined))?.feature : undefined
    },
    settingsOf: (path) => settings.of(dirname(path)),
    async checkAs(path, text) {
      const files = withText(store, path, text)
      const other = checkerOf({ ...options, files, kept: false }, createStore(files), numbers, settings)
      const loaded = await other.load(path)
      const of = loaded ?? (await other.attachmentAt(path).catch(() => undefined))
      const { files: checked } = of ? await other.check(of, (one) => one === path) : { files: [] }
      return checked[0]?.findings ?? []
    },
    async check({ feature, settings: own }, wanted = () => true, goOn) {
      const context = await ruleContextOf(
        targets,
        admitted,
        features.of,
        feature,
        own.root ?? rootAround(feature.path, roots()),
        {
          wanted,
          claims: asksForClaims(feature) ? await claims?.(own.root) : undefined,
          constitution: await constitutionOf(own),
          admits: async (path) => (await settings.of(dirname(path))).admits(path),
          setsStatus: await habits.setsStatus(feature),
          leftOut: await habits.leftOut(feature),
          unusedDocuments: await habits.unusedDocuments(feature),
          history: await history?.(feature),
        },
      )
      const how = (path: string): Check => ({
        rules: inPlaceOf ? rulesOf(own).map(inPlaceOf) : rulesOf(own),
        settings: withSeverities(own.config.rules, severities),
        context,
        keep: kept,
        onError: (rule, error) => onError(rule, error, path),
      })
      const checked: CheckedFile[] = []
      for (const spec of feature.documents) {
        if (!wanted(spec.path)) continue
        const steps = checkInSteps(feature, spec, how(spec.path))
        let step = steps.next()
        while (!step.done) {
          const rest = goOn?.()
          if (rest) await rest
          step = steps.next()
        }
        checked.push({ file: spec, spec, findings: step.value })
      }
      for (const file of feature.attachments)
        if (wanted(file.path))
          checked.push({ file, spec: undefined, findings: checkAttachment(feature, file, how(file.path)) })
      return { feature, settings: own, files: checked }
    },
  }
}

const rulesOf = ({ config: { rules } }: Settings): readonly Rule[] =>
  rules.own.length > 0 ? [...allRules, ...rules.own] : allRules

const withSeverities = (rules: RuleSettings, severities: CheckerOptions['severities']): RuleSettings =>
  severities ? { ...rules, severities: new Map([...rules.severities, ...Object.entries(severities)]) } : rules

// A resource of a group that the workspace itself may define.
const ofOwnGroup =
  /\bapiVersion["']?\s*:\s*["']?(?![\w.-]*(?<![\w-])(?:k8s|crossplane|upbound|fluxcd)\.io\/)[\w-]+\.[\w.-]+\//

/** Whether a rule may need to know which groups the workspace defines. */
const asksForClaims = ({ documents }: Feature): boolean =>
  documents.some(({ document }) => codeBlocksOf(document).some(({ content }) => ofOwnGroup.test(content)))

/** The files as they are now, but with another text for a path. */
function withText({ files, read, list }: Store, path: string, text: string): Files {
  return {
    ...files,
    list,
    read: async (one) => (one === path ? text : ((await read(one))?.text ?? (await files.read(one)))),
    stamp: async (one) => (one === path ? '' : (await read(one))?.stamp),
    kind: async (one) => (one === path ? 'file' : files.kind(one)),
  }
}

/** The innermost of some folders that contains a path. */
function rootAround(path: string, roots: readonly string[]): string | undefined {
  const around = roots.filter((root) => isBelow(root, path))
  return around.sort((a, b) => b.length - a.length)[0]
}

/** What findings in a configuration have in common. */
export const configFinding = {
  code: 'configuration',
  severity: 'error' as const,
  related: [],
  fixes: (): [] => [],
  fixable: false,
}

export type { BadConfig }
