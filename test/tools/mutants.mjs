// npm run mutants: mutation testing. Makes a random sample of small changes in the sources of the engine, one at a time in a copy
// of this tree, and runs the most related tests, then all other quick ones. A change that no test notices survives. The script
// fails if fewer than nine in ten are killed.
//   --count N   sample size (300)   --seed S   repeat a sample   --path server/src/rules   only below this path
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { isProgram, mutated, mutationsOf } from './mutation.mjs'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const least = 90 // percent
const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string', default: 'server/src' } },
})
const count = Number(values.count ?? 300)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))

// The tests that are most likely to notice a change, by its folder. All others run after them.
const relatedTests = {
  base: ['document', 'edits', 'queries'],
  markdown: ['markdown', 'document'],
  document: ['document', 'rules'],
  templates: ['templates', 'rules'],
  feature: ['rules', 'edits', 'queries'],
  manifests: ['manifests', 'rules'],
  rules: ['rules', 'workspace'],
  edits: ['edits'],
  queries: ['queries', 'protocol'],
  workspace: ['workspace', 'protocol'],
  analysis: ['workspace', 'protocol'],
  lsp: ['protocol'],
}
// Tests that take long, need the bundles or an editor, or examine the sources themselves.
const leftOut = /^(?:vscode\/|growth|properties|architecture|protocol\/process|cli\/(?:threads|streams)|tools\/ci)/
const bundled = 'works as the bundled program'

const filesIn = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .sort()
const tests = filesIn('test', '.test.ts').filter((name) => !leftOut.test(name))
const sources = filesIn('server/src', '.ts')
  .map((name) => `server/src/${name}`)
  .filter(
    (name) =>
      Object.hasOwn(relatedTests, name.split('/')[2] ?? '') && `${name}/`.startsWith(values.path.replace(/\/*$/, '/')),
  )

const folder = mkdtempSync(join(tmpdir(), 'specwise-mutants-'))
const running = new Set()
process.on('exit', () => {
  for (const child of running) stop(child)
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

const sample = sampleOf(count)
console.log(`Seed ${seed}: ${sample.length} of ${sample.all} possible changes in ${sources.length} files`)
const copies = Array.from({ length: Math.max(1, availableParallelism()) }, (_, k) => copyOf(`${k}`))
const start = Date.now()
if ((await run(copies[0], tests, 600_000)) !== 'passed') {
  console.error('specwise: the tests fail without any change. Run them with npx mocha to see why.')
  process.exit(1)
}
const patience = 3 * (Date.now() - start) + 10_000 // milliseconds
const results = []
await Promise.all(copies.map(work))
report()

/** Processes changes until the sample is empty. */
async function work(copy) {
  for (let mutant = sample.pop(); mutant; mutant = sample.pop()) {
    const [first, rest] = groupsFor(mutant.file)
    writeFileSync(join(copy, mutant.file), mutated(mutant.source, mutant.change))
    let how = await run(copy, first, patience)
    if (how === 'passed') how = await run(copy, rest, patience)
    writeFileSync(join(copy, mutant.file), mutant.source)
    results.push({ ...mutant, how })
    if (how === 'passed') console.log(`Survived: ${wordsFor(mutant)}`)
    else if (process.stderr.isTTY) process.stderr.write(`\r${results.length} of ${count} `)
  }
}

function groupsFor(file) {
  const folders = relatedTests[file.split('/')[2]]
  const isNear = (name) => folders.some((prefix) => name.startsWith(`${prefix}/`))
  return [tests.filter(isNear), tests.filter((name) => !isNear(name))]
}

/** Runs tests of a copy up to the first failure: `passed`, `failed`, or `hung` if they did not end within `most` milliseconds. */
function run(copy, names, most) {
  const mocha = join(copy, 'node_modules', 'mocha', 'bin', 'mocha.js')
  const how = ['--bail', '--timeout', '10000', '--grep', bundled, '--invert']
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mocha, ...how, ...names.map((name) => `test/${name}`)], {
      cwd: copy,
      stdio: 'ignore',
      detached: process.platform !== 'win32', // a separate process group, so that its children are stopped too
      env: { ...process.env, SPECWISE_SEED: String(seed), SPECWISE_SHARE: '0.05' }, // properties with fewer documents
    })
    running.add(child)
    const timer = setTimeout(() => {
      stop(child)
      end('hung')
    }, most)
    const end = (result) => {
      clearTimeout(timer)
      running.delete(child)
      resolve(result)
    }
    child.on('error', () => end('failed'))
    child.on('exit', (code) => end(code === 0 ? 'passed' : 'failed'))
  })
}

function stop(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    // it has already ended
  }
}

/** A random sample of at most `most` changes, with the number of `all` possible changes. */
function sampleOf(most) {
  const all = sources.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    return mutationsOf(source).map((change) => ({ file, source, change }))
  })
  const random = randomFrom(seed)
  const chosen = Object.assign([], { all: all.length })
  while (chosen.length < most && all.length > 0) {
    const k = Math.floor(random() * all.length)
    const mutant = all[k]
    all[k] = all.at(-1)
    all.pop()
    if (isProgram(mutated(mutant.source, mutant.change))) chosen.unshift(mutant)
  }
  return chosen
}

/** Mulberry32: pseudo-random numbers from 0 (inclusive) to 1 (exclusive). */
function randomFrom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Copies what the tests need, so that nothing changes in the tree itself. */
function copyOf(name) {
  const copy = join(folder, name, 'specwise')
  const without = new Set(['node_modules', '.git', 'dist', 'out', '.vscode-test'])
  cpSync(root, copy, { recursive: true, filter: (path) => !without.has(relative(root, path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

function wordsFor({ file, source, change: { start, end, text } }) {
  const line = source.slice(0, start).split('\n').length
  const from = source.lastIndexOf('\n', start - 1) + 1
  const whole = source.slice(from, source.indexOf('\n', end)).trim()
  return `${file}:${line}: ${JSON.stringify(source.slice(start, end))} → ${JSON.stringify(text)} in ${whole}`
}

function report() {
  const survivors = results.filter(({ how }) => how === 'passed')
  const killed = results.length - survivors.length
  const hung = results.filter(({ how }) => how === 'hung').length
  const percent = results.length === 0 ? 100 : (100 * killed) / results.length
  console.log(`\n${results.length} changes: ${killed} killed (${hung} by timeout), ${survivors.length} survived:`)
  for (const survivor of survivors.sort((a, b) => (a.file < b.file ? -1 : 1))) console.log(`  ${wordsFor(survivor)}`)
  console.log(`${percent.toFixed(1)} % killed (at least ${least} % required)`)
  process.exitCode = percent < least ? 1 : 0
}
