// What a path tells of a file.

/**
 * Templates are no specifications, though they look like one: a file named `template.md` or `spec-template.md`, or one in
 * a folder `templates`. Only the two folders nearest to the file count: what is above is somebody's home.
 */
export const isTemplatePath = (path: string): boolean =>
  /(?:^|[\\/])templates?[\\/](?:[^\\/]+[\\/])?[^\\/]*$|(?:^|[\\/._-])template(?:\.[^\\/]*)?$/i.test(path)

export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)
