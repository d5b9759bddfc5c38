// spec-kit's template stack, as in its sources (release 1.0.1): the order of the layers, and the text composed of them.

import { parse } from 'yaml'
import { t } from '../base/l10n.ts'
import type { Strategy, TemplateLayer, TemplatePart } from './template.ts'

/** A preset or an extension in a registry. */
export interface RegistryEntry {
  id: string
  /** Lower numbers come first. */
  priority: number
  enabled: boolean
  /** The day of its installation, as `2026-06-04`. Undefined if the registry does not say it. */
  since: string | undefined
}

/** Whether a name is allowed for a preset, an extension or a template. Other names could lead out of the folder. */
export const isSafeName = (name: string): boolean => /^[a-z0-9-]+$/.test(name)

const usualPriority = 10

/** Reads a `.registry`: its entries, in the order of priority. Undefined if it cannot be read. Never throws. */
export function readRegistry(text: string, key: 'presets' | 'extensions'): RegistryEntry[] | undefined {
  const registry = mapping(parsed(() => JSON.parse(text)))
  const entries = registry && (key in registry ? mapping(registry[key]) : {})
  if (!entries) return undefined
  return Object.entries(entries)
    .flatMap(([id, value]): RegistryEntry[] => {
      const entry = isSafeName(id) ? mapping(value) : undefined
      if (!entry) return []
      const { priority, enabled = true, installed_at: since } = entry
      const isPriority = typeof priority === 'number' && Number.isInteger(priority) && priority >= 1
      return [
        {
          id,
          priority: isPriority ? priority : usualPriority,
          enabled: Boolean(enabled),
          since: typeof since === 'string' ? /^\d{4}-\d\d-\d\d/.exec(since)?.[0] : undefined,
        },
      ]
    })
    .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
}

/** A template that a preset provides. */
export interface ProvidedTemplate {
  name: string
  /** The path inside of the preset, as written. */
  file: string
  strategy: Strategy
}

const strategies: readonly string[] = ['replace', 'prepend', 'append', 'wrap']
const types: readonly string[] = ['template', 'command', 'script']
const largestManifest = 1_000_000 // characters

/** Reads a `preset.yml`: the templates that it provides, or the reason why it cannot be read. Never throws. */
export function readManifest(text: string): ProvidedTemplate[] | { problem: string } {
  if (text.length > largestManifest) return { problem: t('it is too large') }
  const manifest = mapping(parsed(() => parse(text, { logLevel: 'error' })))
  if (!manifest) return { problem: t('it is not a YAML mapping') }
  const list = mapping(manifest.provides)?.templates
  if (!Array.isArray(list) || list.length === 0)
    return { problem: t('"provides.templates" is not a list of templates') }
  const provided: ProvidedTemplate[] = []
  for (const entry of list) {
    const { type, name, file, strategy: written = 'replace' } = mapping(entry) ?? {}
    if (typeof type !== 'string' || typeof name !== 'string' || typeof file !== 'string')
      return { problem: t('a template lacks "type", "name" or "file"') }
    const strategy = String(written).toLowerCase()
    if (!types.includes(type)) return { problem: t('unknown type "{0}"', type) }
    if (typeof written !== 'string' || !strategies.includes(strategy))
      return { problem: t('unknown strategy "{0}"', String(written)) }
    if (type === 'template') provided.push({ name, file, strategy: strategy as Strategy })
  }
  return provided
}

/** Whether a relative path stays inside of its folder, on any system. */
export const staysInside = (file: string): boolean =>
  file !== '' && !/^(?:[\\/]|[A-Za-z]:)/.test(file) && !file.split(/[\\/]/).includes('..')

export interface Composed {
  text: string
  /** The pieces of the text with their layers, in order. */
  parts: TemplatePart[]
  /** All layers; those that add nothing have a reason in `unused`. */
  layers: TemplateLayer[]
  /** The layer that the others are put around. */
  base: TemplateLayer
  /** Layers that cannot be used, and why. */
  problems: { layer: TemplateLayer; reason: string }[]
}

const corePlaceholder = '{CORE_TEMPLATE}'
const largestTemplate = 1_000_000 // characters; each layer may contain the one below several times

/**
 * Composes the text of a template from its layers, from the bottom up. Undefined if no layer is in force.
 * @param layers from top to bottom; layers that are already `unused` are skipped
 */
export function compose(layers: readonly TemplateLayer[]): Composed | undefined {
  let composed: { text: string; parts: TemplatePart[]; base: TemplateLayer } | undefined
  const reasons = new Map<TemplateLayer, string>()
  const problems: Composed['problems'] = []
  for (const layer of [...layers].reverse()) {
    const { strategy, text, unused } = layer
    if (unused !== undefined) continue
    if (strategy === 'replace') {
      for (const { layer: below } of composed?.parts ?? []) reasons.set(below, t('replaced by a layer above'))
      composed = { text, parts: [{ start: 0, end: text.length, layer, from: 0 }], base: layer }
      continue
    }
    const pieces = piecesOf(layer)
    const reason = composed ? problemOf(pieces, composed.text.length) : t('there is no template below it')
    if (reason !== undefined) problems.push({ layer, reason })
    if (reason !== undefined) reasons.set(layer, reason)
    else if (composed) composed = { ...around(layer, pieces, composed), base: composed.base }
  }
  if (!composed) return undefined
  const withReasons = new Map(layers.map((layer) => [layer, { ...layer, unused: layer.unused ?? reasons.get(layer) }]))
  const withReason = (layer: TemplateLayer): TemplateLayer => withReasons.get(layer) ?? layer
  return {
    text: composed.text,
    parts: composed.parts.map((part) => ({ ...part, layer: withReason(part.layer) })),
    layers: [...withReasons.values()],
    base: withReason(composed.base),
    problems,
  }
}

/** A piece of a layer, and its offset in the layer's file. */
interface Piece {
  text: string
  from: number
}

/** The pieces of a layer. The template below is inserted between them. */
function piecesOf({ strategy, text }: TemplateLayer): Piece[] {
  const nothing = { text: '', from: 0 }
  if (strategy === 'prepend') return [{ text: `${text}\n\n`, from: 0 }, nothing]
  if (strategy === 'append') return [nothing, { text: `\n\n${text}`, from: -2 }]
  let from = 0
  return text.split(corePlaceholder).map((piece) => {
    const start = from
    from += piece.length + corePlaceholder.length
    return { text: piece, from: start }
  })
}

function problemOf(pieces: readonly Piece[], below: number): string | undefined {
  if (pieces.length < 2) return t('it lacks {0}', corePlaceholder)
  const length = pieces.reduce((sum, { text }) => sum + text.length, (pieces.length - 1) * below)
  return length > largestTemplate ? t('the composed template would be too large') : undefined
}

/** The text and parts of a layer, with the template below inserted between its pieces. */
function around(layer: TemplateLayer, pieces: readonly Piece[], below: Pick<Composed, 'text' | 'parts'>) {
  const parts: TemplatePart[] = []
  let at = 0
  for (const [k, { text, from }] of pieces.entries()) {
    if (k > 0) {
      for (const part of below.parts) parts.push({ ...part, start: part.start + at, end: part.end + at })
      at += below.text.length
    }
    if (text !== '') parts.push({ start: at, end: at + text.length, layer, from })
    at += text.length
  }
  return { text: pieces.map(({ text }) => text).join(below.text), parts }
}

const parsed = (read: () => unknown): unknown => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const mapping = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
