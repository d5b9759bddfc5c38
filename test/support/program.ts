// The built command line, as users run it. `npm test` builds it first; for single tests, `npm run build` does.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of `dist/cli.mjs`. */
export const program = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url))

const sources = fileURLToPath(new URL('../../server/src/', import.meta.url))
const changed = (readdirSync(sources, { recursive: true }) as string[]).map((name) => statSync(sources + name).mtimeMs)
if (existsSync(program) && statSync(program).mtimeMs < Math.max(...changed))
  throw new Error('dist/ is older than the sources. Run "npm run build" first.')
