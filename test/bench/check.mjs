// Measures the check of a whole folder in fresh processes, alternating between the programs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as collectText } from 'node:stream/consumers'

/**
 * For each program: `times` in milliseconds, and `peaks` of memory in MB (1,000,000 bytes), NaN if the program reports none.
 * @param {import('./programs.mjs').Program[]} programs
 * @param {number} specifications that each program has to find in the folder
 */
export async function checks(programs, folder, specifications, runs) {
  const found = programs.map(() => ({ times: [], peaks: [] }))
  for (let k = 0; k < runs; k++) {
    for (const [n, program] of programs.entries()) {
      const { time, memory } = await check(program, folder, specifications)
      found[n].times.push(time)
      found[n].peaks.push(memory)
    }
  }
  return found
}

async function check({ name, check: [command, ...args], checked }, folder, specifications) {
  const before = performance.now()
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const [tail, kilobytes, [code]] = await Promise.all([
    endOf(child.stdout),
    collectText(child.stdio[3]), // see peak.cjs
    once(child, 'close'),
  ])
  process.off('exit', kill)
  const time = performance.now() - before
  if (code > 1 || !(checked(tail) >= specifications)) {
    throw new Error(`${name} did not check ${specifications} specifications (exit code ${code}): ${tail.slice(-300)}`)
  }
  return { time, memory: (Number(kilobytes || Number.NaN) * 1024) / 1e6 }
}

/** The last 1,000 characters of a stream, whose whole output may be tens of megabytes. */
async function endOf(stream) {
  let tail = ''
  stream.setEncoding('utf8')
  for await (const part of stream) tail = (tail + part).slice(-1_000)
  return tail
}
