// Lets Node run the sources as they are: .md files are text, as for the bundler, and every .ts file is an ES module.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

registerHooks({
  load(url, context, next) {
    if (url.endsWith('.ts') && !url.includes('/node_modules/'))
      return next(url, { ...context, format: 'module-typescript' })
    if (!url.endsWith('.md')) return next(url, context)
    const source = `export default ${JSON.stringify(readFileSync(new URL(url), 'utf8'))}`
    return { format: 'module', source, shortCircuit: true }
  },
})
