// The names of files that mean something by themselves.

/** Whether a file of this name is the specification of its folder. */
export const isSpecName = (name: string): boolean => /^spec\.(?:md|markdown)$/i.test(name)

/** What a folder's configuration is called, the one that is made first. */
export const configNames: readonly [string, ...string[]] = ['.specwise.json', '.specwise.jsonc']

/** Of a path or an address. */
export const isConfigPath = (path: string): boolean => configNames.includes(path.split(/[\\/]/).at(-1) ?? '')
