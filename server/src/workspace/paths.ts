// What a path tells of a file.

/** Templates are no specifications, though they look like one: a folder `templates`, a file named so. */
export const isTemplatePath = (path: string): boolean => /(?:^|[\\/])templates?[\\/]|template[^\\/]*$/i.test(path)

export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)
