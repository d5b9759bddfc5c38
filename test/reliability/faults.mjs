// Faults that are injected, and workspaces that mean harm: the tests that do so, counted.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../tools/setup.mjs'

/** Runs the tests of some files whose titles match; how many there are, and what fails. */
function count(files, grep) {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')
  const args = ['--exit', '--reporter', 'json', ...(grep ? ['--grep', grep] : []), ...files]
  const { stdout } = spawnSync(process.execPath, [mocha, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  const { stats, failures } = JSON.parse(stdout.slice(stdout.indexOf('{\n  "stats"')))
  const failed = failures.map(({ fullTitle }) => `**fails: ${fullTitle}**`)
  return [stats.passes > 0 ? `${stats.passes} tests hold` : '**no test**', ...failed].join('; ')
}

const group = (name, head, rows) => ({
  name,
  head,
  run: async () => rows.map(([what, files, grep]) => ({ what, told: count(files, grep) })),
})

export const faults = [
  group('Faults', 'what is injected', [
    [
      'a full disk, a file or folder in the way, links out of the folder, files that change meanwhile or cannot be read',
      ['test/workspace/files.test.ts'],
    ],
    [
      'messages out of order, without a version, with wrong arguments, at places that are not there',
      ['test/protocol/lifeCycle.test.ts'],
    ],
    [
      'wrong headers, bodies that are no JSON, ends of the input, as the client of a process',
      ['test/protocol/process.test.ts'],
    ],
    [
      'requests that nobody waits for any more, bursts of changes',
      ['test/protocol/cancellation.test.ts', 'test/protocol/timing.test.ts', 'test/protocol/watching.test.ts'],
    ],
  ]),
  group('Hostile workspaces', 'what the workspace tries', [
    ['configurations: half characters, 400,000 keys, wrong shapes', ['test/workspace/config.test.ts']],
    ['packs of rules: patterns that take for ever, wrong shapes', ['test/rules/packs.test.ts']],
    [
      'templates and presets that cannot be read, or lead elsewhere',
      ['test/workspace/templateStack.test.ts', 'test/workspace/templateLayers.test.ts'],
    ],
    ['having git, or what git runs, run', ['test/protocol/trust.test.ts', 'test/workspace/git.test.ts']],
    ['having an agent read what lies outside of the folder', ['test/mcp/mcp.test.ts']],
    ['texts that take long: everything grows with the size of the text', ['test/growth.test.ts']],
  ]),
]
