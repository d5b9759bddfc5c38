// The formats of a repository: learned from its folders of templates and from spec-kit's template stacks. Kinds of documents
// that they lack are filled from the built-in templates of the same family.

import { basename, dirname, join } from 'node:path'
import { groupBy } from '../base/groups.ts'
import { createLru } from '../base/lru.ts'
import { optionalSections } from '../templates/builtin.ts'
import { familyOf, specKitFamily, withFamily, withFamilyKinds } from '../templates/family.ts'
import { withLayers } from '../templates/layers.ts'
import { learnFormat, type TemplateSource } from '../templates/learn.ts'
import type { Composed } from '../templates/stack.ts'
import type { Format } from '../templates/template.ts'
import { isMarkdownPath, kindOfTemplate } from './paths.ts'
import type { Store, Text } from './store.ts'
import { createTemplateStacks, type TemplateStack } from './templateStack.ts'
import { findStackFiles, type StackFiles } from './templateStackFiles.ts'

const mostKept = 300 // folders of templates

/** Where templates are: files, the files among them that a configuration names, and stacks. */
export interface TemplateFiles {
  files: readonly string[]
  listed: ReadonlySet<string>
  stacks: readonly StackFiles[]
}

/** Templates with their texts. */
export interface ReadTemplates extends Pick<TemplateFiles, 'listed'> {
  stacks: readonly TemplateStack[]
  texts: readonly Text[]
  /** Changes whenever any of it changes. */
  stamp: string
  /** Whether a file is one of them. */
  has(path: string): boolean
}

/** Finds and reads templates, and learns formats from them. Unchanged templates are not learned again. */
export interface Templates {
  /** The templates in a folder of a repository, if any. */
  inFolder(folder: string): Promise<TemplateFiles | undefined>
  /** The templates that a configuration in a folder names, and the names without templates. */
  named(folder: string, names: readonly string[]): Promise<TemplateFiles & { missing: string[] }>
  read(files: TemplateFiles): Promise<ReadTemplates>
  /** The formats, one for each folder. @param shown how a path is shown. */
  formatsOf(read: ReadTemplates, shown: (path: string) => string): Format[]
}

export function createTemplates(store: Store): Templates {
  const readStack = createTemplateStacks(store)
  const learned = createLru<string, { stamp: string; formats: Format[] }>(mostKept)
  const once = (key: string, stamp: string, make: () => Format[]): Format[] => {
    const last = learned.get(key)
    if (last?.stamp === stamp) return last.formats
    const formats = make()
    learned.set(key, { stamp, formats })
    return formats
  }
  return {
    async inFolder(folder) {
      const files = await markdownIn(store, join(folder, 'docs/specs/templates'))
      const stack = await findStackFiles(store, join(folder, stackFolder))
      return stack || files.length > 0 ? { files, listed: new Set(), stacks: stack ? [stack] : [] } : undefined
    },
    async named(folder, names) {
      const files: string[] = []
      const found: StackFiles[] = []
      const listed = new Set<string>()
      const missing: string[] = []
      for (const name of names) {
        const path = join(folder, name)
        const own = basename(path) === 'templates' ? dirname(path) : path
        const stack = basename(own) === stackFolder ? await findStackFiles(store, own) : undefined
        const there = stack ? [] : await markdownIn(store, path)
        if (stack) found.push(stack)
        else if (there.length === 0) missing.push(name)
        if (there[0] === path) listed.add(path)
        files.push(...there)
      }
      return { files, listed, stacks: found, missing }
    },
    async read({ files, listed, stacks }) {
      const found = await Promise.all(stacks.map(readStack))
      const texts = await Promise.all(files.map((one) => store.read(one).catch(() => undefined)))
      const own = texts.filter((text) => text !== undefined)
      const isOwnReference = new Set(files.filter((one) => listed.has(one) || kindOfTemplate(basename(one))))
      return {
        listed,
        stacks: found,
        texts: own,
        stamp: [...own.map(({ path, stamp }) => `${path} ${stamp}`), ...found.map(({ stamp }) => stamp)].join('\n'),
        has: (path) => isOwnReference.has(path) || found.some((stack) => stack.files.has(path)),
      }
    },
    formatsOf({ texts, listed, stacks: found }, shown) {
      const byFolder = groupBy(texts, ({ path }) => dirname(path))
      return [
        ...[...byFolder].flatMap(([folder, own]) => {
          const stamp = own.map(({ path, stamp }) => `${path} ${stamp} ${listed.has(path)}`).join('\n')
          return once(folder, stamp, () => formatOfFolder(folder, own, shown, listed))
        }),
        ...found.flatMap((stack) => once(stack.folder, stack.stamp, () => formatOfStack(stack, shown))),
      ]
    },
  }
}

const stackFolder = '.specify'

/** The Markdown files of a folder, or a single file. */
async function markdownIn(store: Store, path: string): Promise<string[]> {
  const kind = await store.files.kind(path)
  if (kind === 'file') return isMarkdownPath(path) ? [path] : []
  if (kind !== 'folder') return []
  const entries = await store.files.list(path).catch(() => [])
  return entries.filter((one) => one.kind === 'file' && isMarkdownPath(one.name)).map(({ name }) => join(path, name))
}

function formatOfFolder(
  folder: string,
  texts: readonly Text[],
  shown: (path: string) => string,
  listed: ReadonlySet<string>,
): Format[] {
  const sources = texts.flatMap(({ path, text }): TemplateSource[] => {
    // A file that the configuration names is a template whatever its name.
    const documentKind = kindOfTemplate(basename(path)) ?? (listed.has(path) ? 'spec' : undefined)
    return documentKind ? [{ documentKind, text, path: shown(path) }] : []
  })
  return sources.length > 0 ? withSpec(learnFormat(shown(folder) || '.', sources, optionalSections, folder)) : []
}

function formatOfStack({ folder, templates }: TemplateStack, shown: (path: string) => string): Format[] {
  if (templates.length === 0) return []
  const own = join(folder, 'templates')
  const shownOf = (path: string): string => shown(join(dirname(folder), path))
  const sources = templates.map(({ documentKind, text, base, layers }): TemplateSource => {
    const file = base.kind === 'built-in' ? layers.find(({ unused }) => unused === undefined) : base
    return { documentKind, text, path: shownOf(file?.path ?? '') }
  })
  const format = learnFormat(shown(own), sources, optionalSections, own)
  const layered = format.templates.map((template, k) => withLayers(template, templates[k] as Composed, shownOf))
  const family = specKitFamily()
  return [withFamily(withFamilyKinds({ ...format, templates: layered }, family), family)]
}

/** A format completed from its family; none if it has no template for specifications. */
function withSpec(learned: Format): Format[] {
  const format = withFamily(learned, familyOf(learned.templates))
  return format.templates.some(({ documentKind }) => documentKind === 'spec') ? [format] : []
}
