// File names that have a meaning of their own.

/** Whether a file with this name is the specification of its folder. */
export const isSpecName = (name: string): boolean => /^spec\.(?:md|markdown)$/i.test(name)

/** The names of a folder's configuration file. The first is used for a new file. */
export const configNames: readonly [string, ...string[]] = ['.specwise.json', '.specwise.jsonc']

/** Whether a path or URI is that of a configuration file. */
export const isConfigPath = (path: string): boolean => configNames.includes(path.split(/[\\/]/).at(-1) ?? '')

/** The last part of a path, with either separator. */
export const baseName = (path: string): string => path.slice(path.search(/[^\\/]*$/))
