// npm run reliability: repeats what must never lose anything very often, and writes docs/reliability.md. It stops after
// --minutes N (60 by default). The next run continues, as long as the sources are the same: the state is in out/reliability/.
// --only WORD runs what has the word in its name, --seed N starts from a seed, --share 0.01 runs a hundredth.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
await import('../support/register.mjs') // lets the sources import templates as text
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    share: { type: 'string', default: '1' },
  },
})
const { trials } = await import('../reliability/trials.ts')
const { faults } = await import('../reliability/faults.mjs')
const { clients } = await import('../reliability/clients.mjs')

const stateFile = (name) => join(root, 'out', 'reliability', `${name.replace(/\W+/g, '-').toLowerCase()}.json`)
const tree = hashOf(['server/src', 'client/src', 'test/reliability', 'test/support'])
const end = Date.now() + Number(options.minutes) * 60_000
const isWanted = (name) => name.toLowerCase().includes(options.only.toLowerCase())

mkdirSync(join(root, 'out', 'reliability'), { recursive: true })
for (const trial of trials) if (isWanted(trial.name)) await runTrial(trial)
for (const group of [...faults, ...clients]) if (isWanted(group.name)) await runGroup(group)
writeReport()

async function runTrial({ name, unit, batch, goal, run }) {
  const state = load(name) ?? {
    seed: Number(options.seed ?? Math.floor(Math.random() * 2 ** 30)),
    done: 0,
    seconds: 0,
    losses: [],
  }
  const target = Math.ceil(goal * Number(options.share))
  while (state.done < target && Date.now() < end) {
    const seed = state.seed + state.done / batch
    const begun = performance.now()
    const losses = await run(seed, batch)
    state.losses.push(...losses.map((loss) => `seed ${seed}: ${loss}`))
    state.done += batch
    state.seconds += (performance.now() - begun) / 1000
    save(name, state)
    console.log(
      `${name}: ${number(state.done)} of ${number(target)} ${unit}, seed ${seed}, ${state.losses.length} losses`,
    )
    for (const loss of losses) console.log(`  ${loss}`)
  }
}

async function runGroup({ name, run }) {
  if (load(name) || Date.now() > end) return
  const begun = performance.now()
  const rows = await run()
  save(name, { rows, seconds: (performance.now() - begun) / 1000 })
  for (const row of rows) console.log(`${name}: ${row.subject}: ${row.result}`)
}

function writeReport() {
  const rows = trials.map(({ name, unit, loss }) => {
    const { seed, done, seconds, losses } = load(name) ?? { seed: 0, done: 0, seconds: 0, losses: [] }
    const lost = done === 0 ? 'not run' : losses.length === 0 ? 'none' : `**${losses.length}**`
    return `| ${name} | ${number(done)} ${unit} | ${loss} | ${lost} | ${seed} | ${Math.round(seconds)} s |`
  })
  const tables = [...faults, ...clients].map(({ name, head }) => {
    const rows = (load(name)?.rows ?? []).map(({ subject, result }) => `| ${subject} | ${result} |`)
    return `## ${name}\n\n| ${head} | result |\n|---|---|\n${rows.length > 0 ? rows.join('\n') : '| not run | |'}\n`
  })
  const text = `# Reliability

Written by \`npm run reliability\`, with Node ${process.versions.node} on ${availableParallelism()} cores, for the sources ${tree.slice(0, 12)}. \`npm test\` runs a
short version of each trial with other seeds. The seed is that of the first batch; each further batch uses the next number.

| trial | count | what would be a loss | losses | seed | time |
|---|---|---|---|---|---|
${rows.join('\n')}

A program that is killed while it writes may leave \`.NAME.PID.tmp\` next to the file. No bytes are lost, and later runs
ignore this file.

${tables.join('\n')}`
  writeFileSync(join(root, 'docs', 'reliability.md'), text)
  console.log('Wrote docs/reliability.md')
}

function load(name) {
  const path = stateFile(name)
  const state = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
  return state?.tree === tree ? state : undefined
}

function save(name, state) {
  writeFileSync(stateFile(name), JSON.stringify({ ...state, tree }))
}

/** A hash of the names and contents of all files in some folders, which identifies the tested sources. */
function hashOf(folders) {
  const hash = createHash('sha256')
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const path = join(root, folder, name)
      if (statSync(path).isFile()) hash.update(name.replaceAll('\\', '/')).update(readFileSync(path))
    }
  return hash.digest('hex')
}

function number(n) {
  return n.toLocaleString('en-US')
}
