// The version of the program, and where its issues are, from package.json.
import manifest from '../../package.json' with { type: 'json' }

export const version: string = manifest.version

/** The page of the repository's issues. */
export const issuesUrl: string = manifest.bugs.url
