// Libraries that most documents do not need, or not at first. In the bundles for Node, each is a file of its own, which is loaded
// when something of it is first used; so they cost nothing at the start.
import { build } from 'esbuild'

/** What the sources use of each library. esbuild reports names that are not here. */
const libraries = {
  '@cfworker/json-schema': ['Validator'],
  re2js: ['RE2JSSyntaxException', 'RE2Set'],
  'remark-parse': ['default'],
  unified: ['unified'],
  yaml: ['isAlias', 'isMap', 'isScalar', 'isSeq', 'parse', 'parseAllDocuments'],
}
const names = Object.keys(libraries)

/** Names of libraries that are CommonJS modules: esbuild copies all their exports for each module that imports them. */
const shared = ['ignore', 'vscode-languageserver']

const fileOf = (library) => `${library.replaceAll(/\W+/g, '-').replace(/^-/, '')}.cjs`
const anyOf = (list) => new RegExp(`^(?:${list.join('|')})$`)

/** Writes the files of the libraries into a folder. */
export async function buildLibraries(folder, options) {
  await Promise.all(
    names.map((library) =>
      build({
        ...options,
        stdin: { contents: `export { ${libraries[library]} } from '${library}'`, resolveDir: options.absWorkingDir },
        outdir: undefined,
        outfile: `${folder}/${fileOf(library)}`,
        format: 'cjs',
      }),
    ),
  )
}

/** For modules in the folder with the files of the libraries, which have a function `require`. */
export const lazyLibraries = {
  name: 'lazy libraries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: anyOf(names) }, ({ path }) => ({ path, namespace: 'lazy', sideEffects: false }))
    onResolve({ filter: /\.cjs$/, namespace: 'lazy' }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({ contents: standIns(path) }))
    onResolve({ filter: anyOf(shared) }, ({ path, namespace }) =>
      namespace === 'shared' ? undefined : { path, namespace: 'shared', sideEffects: false },
    )
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `export * from '${path}'; export { default } from '${path}'`,
      resolveDir: process.cwd(),
    }))
  },
}

const standIns = (library) => `
let library
const load = () => (library ??= require('./${fileOf(library)}'))
const standIn = (name) => new Proxy(function () {}, {
  get: (_, key) => load()[name][key],
  apply: (_, self, given) => Reflect.apply(load()[name], self, given),
  construct: (_, given) => new (load()[name])(...given),
})
${libraries[library].map((name) => `export ${name === 'default' ? 'default' : `const ${name} =`} /* @__PURE__ */ standIn('${name}')`).join('\n')}
`
