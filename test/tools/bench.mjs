// `npm run bench`: measures the scanner, the real server and the command line, and compares medians with their budgets.
// Over a budget is no failure: timings depend on the machine. `--quick` measures less, `--json FILE` keeps numbers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const { bundle } = await import('./build.mjs')
const { bigSpec, writeWorkspace } = await import('../bench/generate.mjs')
const { check, kilobytesOf, latencies, requests, resources, ruleCosts, scanSpeeds, starts, tree } = await import(
  '../bench/measure.mjs'
)
const { createReport } = await import('../bench/report.mjs')

const dist = join(root, 'dist')
const report = createReport()

async function measureAll(quick, folder) {
  await bundle()
  report.head()
  report.row('scan, 5 MB of specifications', scanSpeeds(quick ? 7 : 15), 'MB/s', { least: 60 })
  measureRules(quick)
  await measureServer(quick)
  measureResources(quick ? 1_000 : 5_000, folder)
  await measureRequests(quick, folder)
  await measureCheck(1_000, quick ? 2 : 3, { time: 2_000, tree: 1_000, index: 100 }, folder)
  if (!quick) await measureCheck(10_000, 1, { time: 15_000, memory: 350, tree: 8_000, index: 300 }, folder)
  for (const [name, most] of [['client.js'], ['server.js', 400], ['cli.js']]) {
    report.row(`dist/${name}, minified`, [kilobytesOf(dist, name)], 'KB', { most })
  }
}

function measureRules(quick) {
  const { all, ...each } = ruleCosts(1_000, quick ? 20 : 60)
  report.row('all rules, 1,000 lines', all, 'ms', { most: 5 })
  const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1]
  const dearest = Object.entries(each).sort(([, a], [, b]) => median(b) - median(a))
  for (const [code, times] of dearest) report.row(`  ${code}`, times, 'ms')
}

function measureResources(manifests, folder) {
  const { time, memory, bytes, names, completions } = resources(join(folder, 'manifests'), manifests)
  const what = `${manifests.toLocaleString('en')} manifests, ${bytes.toFixed(0)} MB`
  report.row(`names of ${what}`, [time], 'ms', { most: 5_000 })
  report.row(`names of ${what}: memory`, [memory], 'MB', { most: 80 })
  report.row(`completion, ${names.toLocaleString('en')} names`, completions, 'ms', { most: 20 })
}

async function measureServer(quick) {
  const server = join(dist, 'server.js')
  const { initialized, diagnosed } = await starts(server, quick ? 4 : 10)
  report.row('server: spawn → initialize reply', initialized, 'ms', { most: 200 })
  report.row('server: spawn → first diagnostics', diagnosed, 'ms', { most: 300 })
  const documents = [
    { lines: 300, edits: 200 },
    { lines: 1_000, edits: 200, most: 5 },
    { lines: 10_000, edits: 100, most: 25 },
    { lines: 50_000, edits: 50, most: 120 },
  ]
  for (const { lines, edits, most } of documents) {
    const times = await latencies(server, bigSpec(lines), quick ? edits / 4 : edits)
    report.row(`keystroke → diagnostics, ${lines.toLocaleString('en')} lines`, times, 'ms', { most })
  }
}

async function measureRequests(quick, folder) {
  const workspace = join(folder, 'requests')
  writeWorkspace(workspace, 1_000)
  for (const { lines, most } of [
    { lines: 1_000, most: 10 },
    { lines: 10_000, most: 50 },
  ]) {
    const times = await requests(join(dist, 'server.js'), bigSpec(lines), workspace, quick ? 10 : 30)
    for (const [method, own] of Object.entries(times))
      report.row(`${method}, ${lines.toLocaleString('en')} lines, 1,000 specs`, own, 'ms', { most })
  }
  rmSync(workspace, { recursive: true })
}

async function measureCheck(specs, runs, most, folder) {
  const workspace = join(folder, String(specs))
  writeWorkspace(workspace, specs)
  const times = []
  const peaks = []
  for (let k = 0; k < runs; k++) {
    const { time, memory } = await check(join(dist, 'cli.js'), workspace, specs)
    times.push(time)
    peaks.push(memory)
  }
  report.row(`check, ${specs.toLocaleString('en')} specs`, times, 'ms', { most: most.time })
  report.row(`check, ${specs.toLocaleString('en')} specs: peak memory`, peaks, 'MB', { most: most.memory })
  const what = `tree, ${specs.toLocaleString('en')} specs`
  const { first, all, hovers, change, index, checked } = await tree(join(dist, 'server.js'), workspace, specs)
  report.row(`${what}: first rows`, [first], 'ms', { most: 5_000 })
  report.row(`${what}: all read`, [all], 'ms', { most: most.tree })
  report.row('  hover meanwhile, 1,000 lines', hovers, 'ms', { most: 50 })
  const p99 = hovers.toSorted((a, b) => a - b)[Math.floor(hovers.length * 0.99)]
  report.row('  hover meanwhile: p99', [p99], 'ms', { most: 50 })
  report.row(`${what}: one file changed`, change, 'ms', { most: 200 })
  if (index > 0) report.row(`${what}: memory, read`, [index], 'MB', { most: most.index })
  if (checked > 0) report.row(`${what}: memory, checked`, [checked], 'MB', { most: most.index })
  rmSync(workspace, { recursive: true })
}

try {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } })
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${process.platform}, Node ${process.version}`
  const folder = mkdtempSync(join(tmpdir(), 'specwise-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))
  console.log(`${machine}\n`)
  await measureAll(values.quick, folder)
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows: report.data }, null, 2)}\n`)
} catch (error) {
  console.error(`specwise: ${error.message}`)
  process.exitCode = 1
}
