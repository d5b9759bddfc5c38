// What a path tells of a file, and paths of the addresses that editors use.

/**
 * Templates are no specifications, though they look like one: a file named `template.md`, or `spec-template.md` and so on
 * by what it is a template for, or one in a folder `templates`. Only the two folders nearest to the file count: what is above is somebody's home.
 */
export const isTemplatePath = (path: string): boolean =>
  /(?:^|[\\/])templates?[\\/](?:[^\\/]+[\\/])?[^\\/]*$|(?:^|[\\/]|(?:^|[\\/._-])(?:spec|specification|plan|tasks?|clarifications?|checklist|adr|constitution)[._-])template(?:\.[^\\/]*)?$/i.test(
    path,
  )

/** Whether a file of this name is the specification of its folder. */
export const isSpecName = (name: string): boolean => /^spec\.(?:md|markdown)$/i.test(name)

export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)

export const configNames: readonly string[] = ['.specwise.json', '.specwise.jsonc']

export const isConfigPath = (path: string): boolean =>
  configNames.some((name) => path.endsWith(`/${name}`) || path === name)
