// The built command line, as users run it. `npm test` builds it first.
import { fileURLToPath } from 'node:url'

/** The path of `dist/cli.mjs`. */
export const program = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url))
