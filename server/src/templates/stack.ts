// spec-kit's template stack, as its sources have it (release 1.0.1): who comes first, and which text follows from all.

import { parse } from 'yaml'
import { t } from '../base/l10n.ts'
import type { Strategy, TemplateLayer, TemplatePart } from './template.ts'

/** A preset or an extension of a registry. */
export interface Registered {
  id: string
  /** The lower comes first. */
  priority: number
  enabled: boolean
  /** The day of its installation, as `2026-06-04`; undefined where it is not written. */
  since: string | undefined
}

/** Whether a name may be one of a preset, an extension or a template: anything else could lead out of its folder. */
export const isSafeName = (name: string): boolean => /^[a-z0-9-]+$/.test(name)

const usualPriority = 10

/** Reads a `.registry`: what it names, in order; undefined when it cannot be read. Never throws. */
export function readRegistry(text: string, key: 'presets' | 'extensions'): Registered[] | undefined {
  const registry = mapping(parsed(() => JSON.parse(text)))
  const entries = registry && (key in registry ? mapping(registry[key]) : {})
  if (!entries) return undefined
  return Object.entries(entries)
    .flatMap(([id, value]): Registered[] => {
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

/** What a preset provides under one name. */
export interface Provided {
  name: string
  /** A path inside of the preset, as it is written. */
  file: string
  strategy: Strategy
}

const strategies: readonly string[] = ['replace', 'prepend', 'append', 'wrap']
const types: readonly string[] = ['template', 'command', 'script']
const largestManifest = 1_000_000 // characters

/** Reads a `preset.yml`: the templates that it provides, or why it cannot be read. Never throws. */
export function readManifest(text: string): Provided[] | { problem: string } {
  if (text.length > largestManifest) return { problem: t('it is too large') }
  const manifest = mapping(parsed(() => parse(text, { logLevel: 'error' })))
  if (!manifest) return { problem: t('it is not a YAML mapping') }
  const list = mapping(manifest.provides)?.templates
  if (!Array.isArray(list) || list.length === 0)
    return { problem: t('"provides.templates" is not a list of templates') }
  const provided: Provided[] = []
  for (const one of list) {
    const { type, name, file, strategy: written = 'replace' } = mapping(one) ?? {}
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

/** Whether a path stays in the folder that it is relative to, on any system. */
export const staysInside = (file: string): boolean =>
  file !== '' && !/^(?:[\\/]|[A-Za-z]:)/.test(file) && !file.split(/[\\/]/).includes('..')

export interface Composed {
  text: string
  /** Which layer each piece of the text is from, in order. */
  parts: TemplatePart[]
  /** All layers, those that add nothing with the reason. */
  layers: TemplateLayer[]
  /** The layer that the others are put around. */
  base: TemplateLayer
  /** Layers that cannot be used, and why. */
  problems: { layer: TemplateLayer; reason: string }[]
}

const placeOfCore = '{CORE_TEMPLATE}'
const largestTemplate = 1_000_000 // characters: each layer may wrap the one below several times

/**
 * The text that follows from the layers of a template, composed from the bottom up; undefined where none is in force.
 * @param layers from the top to the bottom; what is `unused` already stays so.
 */
export function compose(layers: readonly TemplateLayer[]): Composed | undefined {
  let now: { text: string; parts: TemplatePart[]; base: TemplateLayer } | undefined
  const reasons = new Map<TemplateLayer, string>()
  const problems: Composed['problems'] = []
  for (const layer of [...layers].reverse()) {
    const { strategy, text, unused } = layer
    if (unused !== undefined) continue
    if (strategy === 'replace') {
      for (const { layer: below } of now?.parts ?? []) reasons.set(below, t('replaced by a layer above'))
      now = { text, parts: [{ start: 0, end: text.length, layer, from: 0 }], base: layer }
      continue
    }
    const pieces = piecesOf(layer)
    const reason = now ? whyNot(pieces, now.text.length) : t('there is no template below it')
    if (reason !== undefined) problems.push({ layer, reason })
    if (reason !== undefined) reasons.set(layer, reason)
    else if (now) now = { ...around(layer, pieces, now), base: now.base }
  }
  if (!now) return undefined
  const judged = new Map(layers.map((layer) => [layer, { ...layer, unused: layer.unused ?? reasons.get(layer) }]))
  const judgedOf = (layer: TemplateLayer): TemplateLayer => judged.get(layer) ?? layer
  return {
    text: now.text,
    parts: now.parts.map((part) => ({ ...part, layer: judgedOf(part.layer) })),
    layers: [...judged.values()],
    base: judgedOf(now.base),
    problems,
  }
}

/** A piece of a layer, and where it starts in the layer's file. */
interface Piece {
  text: string
  from: number
}

/** The pieces of a layer between which the template below it is put. */
function piecesOf({ strategy, text }: TemplateLayer): Piece[] {
  const nothing = { text: '', from: 0 }
  if (strategy === 'prepend') return [{ text: `${text}\n\n`, from: 0 }, nothing]
  if (strategy === 'append') return [nothing, { text: `\n\n${text}`, from: -2 }]
  let from = 0
  return text.split(placeOfCore).map((piece) => {
    const start = from
    from += piece.length + placeOfCore.length
    return { text: piece, from: start }
  })
}

function whyNot(pieces: readonly Piece[], below: number): string | undefined {
  if (pieces.length < 2) return t('it lacks {0}', placeOfCore)
  const length = pieces.reduce((sum, { text }) => sum + text.length, (pieces.length - 1) * below)
  return length > largestTemplate ? t('the composed template would be too large') : undefined
}

/** A layer with the template below it between its pieces. */
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
