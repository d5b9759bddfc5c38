// `npm run bench`: measures the scanner, the real server and the command line, and compares medians with budgets. If rumdl is
// installed, ratios to it in the same run are judged instead of times, which depend on the machine. A median over budget is
// not a failure. `--quick` measures less, `--json FILE` writes the numbers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const { bundle } = await import('./build.mjs')
const { checks } = await import('../bench/check.mjs')
const { bigSpec, writeWorkspace } = await import('../bench/generate.mjs')
const { requests, resources, ruleCosts, scanSpeeds, starts } = await import('../bench/measure.mjs')
const { findPeer, ours } = await import('../bench/programs.mjs')
const { createReport, partOf } = await import('../bench/report.mjs')
const { tree } = await import('../bench/tree.mjs')
const { bursts, featureKeystrokes, keystrokes } = await import('../bench/typing.mjs')

const specwise = ours(join(root, 'dist'))
const peer = findPeer()
const programs = peer ? [specwise, peer] : [specwise]
const report = createReport()

async function measureAll(quick, folder) {
  await bundle()
  report.head()
  report.row('scan, 5 MB of specifications', scanSpeeds(quick ? 7 : 15), 'MB/s', { least: 60 })
  measureRules(quick)
  await measureServer(quick, folder)
  await measureTyping(quick, folder)
  measureResources(quick ? 1_000 : 5_000, folder)
  await measureRequests(quick, folder)
  await measureFolder(1_000, quick ? 2 : 3, { time: 2_000, ratio: 1, tree: 1_000, index: 100 }, folder)
  if (!quick) await measureFolder(10_000, 2, { time: 15_000, ratio: 0.8, tree: 8_000, index: 300 }, folder)
}

/** Prints our times and, with a peer, its times and the ratio, which is then judged instead. */
function compare(measure, [times, peerTimes], { most, ratio }) {
  report.row(measure, times, 'ms', { most: peerTimes ? undefined : most })
  if (!peerTimes) return
  report.row(`  ${peer.name}`, peerTimes, 'ms')
  report.ratio(times, peerTimes, ratio)
}

function measureRules(quick) {
  const { all, ...timesByRule } = ruleCosts(1_000, quick ? 20 : 60)
  report.row('all rules, 1,000 lines', all, 'ms', { most: 5 })
  const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1]
  const byCost = Object.entries(timesByRule).sort(([, a], [, b]) => median(b) - median(a))
  for (const [code, times] of byCost) report.row(`  ${code}`, times, 'ms')
}

function measureResources(manifests, folder) {
  const { time, memory, bytes, names, completions } = resources(join(folder, 'manifests'), manifests)
  const description = `${manifests.toLocaleString('en')} manifests, ${bytes.toFixed(0)} MB`
  report.row(`names of ${description}`, [time], 'ms', { most: 5_000 })
  report.row(`names of ${description}: memory`, [memory], 'MB', { most: 80 })
  report.row(`completion, ${names.toLocaleString('en')} names`, completions, 'ms', { most: 20 })
}

async function measureServer(quick, folder) {
  const { initialized, diagnosed } = await starts(specwise, quick ? 4 : 10)
  report.row('server: spawn → initialize reply', initialized, 'ms', { most: 200 })
  report.row('server: spawn → first diagnostics', diagnosed, 'ms', { most: 200 })
  const times = await featureKeystrokes(specwise, join(folder, 'feature'), 300, quick ? 120 : 600)
  report.row('keystroke → diagnostics, 3 × 300 lines', times, 'ms')
  report.row('  p99', [partOf(times, 0.99)], 'ms', { most: 4 })
}

async function measureTyping(quick, folder) {
  const workspace = join(folder, 'typing')
  const [short] = await keystrokes([specwise], workspace, bigSpec(300), quick ? 48 : 200)
  report.row('keystroke → diagnostics, 300 lines', short, 'ms')
  for (const { lines, edits, most, ratio } of [
    { lines: 1_000, edits: 200, most: 5, ratio: 0.35 },
    { lines: 10_000, edits: 100, most: 25, ratio: 0.2 },
    { lines: 50_000, edits: 48, most: 120, ratio: 0.2 },
  ]) {
    const times = await keystrokes(programs, workspace, bigSpec(lines), quick ? edits / 4 : edits)
    compare(`keystroke → diagnostics, ${lines.toLocaleString('en')} lines`, times, { most, ratio })
  }
  for (const { lines, rounds } of [
    { lines: 10_000, rounds: quick ? 2 : 5 },
    { lines: 50_000, rounds: quick ? 1 : 3 },
  ]) {
    const times = await bursts(programs, workspace, bigSpec(lines), rounds)
    compare(`burst → last diagnostics, ${lines.toLocaleString('en')} lines`, times, { ratio: 0.5 })
  }
}

async function measureRequests(quick, folder) {
  const workspace = join(folder, 'requests')
  writeWorkspace(workspace, 1_000)
  for (const { lines, most } of [
    { lines: 1_000, most: 10 },
    { lines: 10_000, most: 50 },
  ]) {
    const times = await requests(specwise, bigSpec(lines), workspace, quick ? 10 : 30)
    for (const [method, durations] of Object.entries(times))
      report.row(`${method}, ${lines.toLocaleString('en')} lines, 1,000 specs`, durations, 'ms', { most })
  }
  rmSync(workspace, { recursive: true })
}

async function measureFolder(specs, runs, most, folder) {
  const workspace = join(folder, String(specs))
  writeWorkspace(workspace, specs)
  const measured = await checks(programs, workspace, specs, runs)
  const checked = `check, ${specs.toLocaleString('en')} specs`
  compare(
    checked,
    measured.map(({ times }) => times),
    { most: most.time, ratio: most.ratio },
  )
  report.row(`${checked}: peak memory`, measured[0].peaks, 'MB', { most: 350 })
  const description = `tree, ${specs.toLocaleString('en')} specs`
  const { first, all, hovers, change, index, counted } = await tree(specwise, workspace, specs)
  report.row(`${description}: first rows`, [first], 'ms', { most: 5_000 })
  report.row(`${description}: all read`, [all], 'ms', { most: most.tree })
  report.row('  hover meanwhile, 1,000 lines', hovers, 'ms', { most: 50 })
  report.row('  hover meanwhile: p99', [partOf(hovers, 0.99)], 'ms', { most: 50 })
  report.row(`${description}: one file changed`, change, 'ms', { most: 200 })
  if (index > 0) report.row(`${description}: memory, read`, [index], 'MB', { most: most.index })
  if (counted > 0) report.row(`${description}: memory, checked`, [counted], 'MB', { most: most.index })
  rmSync(workspace, { recursive: true })
}

const withoutPeer = process.env.SPECWISE_PEER
  ? `no comparison: SPECWISE_PEER (${process.env.SPECWISE_PEER}) is not a program that runs`
  : 'no comparison: to compare with rumdl, install it (npm install --global rumdl, see https://rumdl.dev) or set SPECWISE_PEER'

try {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } })
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${process.platform}, Node ${process.version}`
  const comparison = peer ? `compared with ${peer.name}` : withoutPeer
  const folder = mkdtempSync(join(tmpdir(), 'specwise-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))
  console.log(machine)
  console.log(`${comparison}\n`)
  await measureAll(values.quick, folder)
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ machine, peer: peer?.name, rows: report.data }, null, 2)}\n`)
} catch (error) {
  console.error(`specwise: ${error.message}`)
  process.exitCode = 1
}
