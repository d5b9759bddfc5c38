// The parts of the reliability report that count tests: injected faults, and hostile workspaces.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../tools/setup.mjs'

/** Runs the tests of some files whose titles match. Returns how many pass and which fail, as Markdown. */
function count(files, grep) {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')
  const args = ['--exit', '--reporter', 'json', ...(grep ? ['--grep', grep] : []), ...files]
  const { stdout } = spawnSync(process.execPath, [mocha, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  const { stats, failures } = JSON.parse(stdout.slice(stdout.indexOf('{\n  "stats"')))
  const failed = failures.map(({ fullTitle }) => `**fails: ${fullTitle}**`)
  return [stats.passes > 0 ? `${stats.passes} tests pass` : '**no test**', ...failed].join('; ')
}

const group = (name, head, rows) => ({
  name,
  head,
  run: async () => rows.map(([subject, files, grep]) => ({ subject, result: count(files, grep) })),
})

export const faults = [
  group('Faults', 'fault', [
    [
      'a full disk, existing files and folders, links out of the folder, files that change meanwhile or cannot be read',
      ['test/workspace/files.test.ts'],
    ],
    [
      'messages out of order, without a version, with invalid arguments, at positions beyond the end',
      ['test/protocol/lifeCycle.test.ts'],
    ],
    [
      'invalid headers, bodies that are not JSON, and the end of input, with the server as a process',
      ['test/protocol/process.test.ts'],
    ],
    [
      'cancelled requests, bursts of changes',
      ['test/protocol/cancellation.test.ts', 'test/protocol/timing.test.ts', 'test/protocol/watching.test.ts'],
    ],
  ]),
  group('Hostile workspaces', 'attack', [
    [
      'configurations with unpaired surrogates, very many keys, or the wrong structure',
      ['test/workspace/config.test.ts'],
    ],
    ['rule packs with expensive patterns, or the wrong structure', ['test/rules/packs.test.ts']],
    [
      'templates and presets that cannot be read, or that point outside of the repository',
      ['test/workspace/templateStack.test.ts', 'test/workspace/templateLayers.test.ts'],
    ],
    [
      'running Git, or programs that Git is configured to run',
      ['test/protocol/trust.test.ts', 'test/workspace/git.test.ts'],
    ],
    ['making an agent read files outside of the workspace', ['test/mcp/mcp.test.ts']],
    [
      'texts that take long to process: all costs are linear in the size of the text',
      [
        'test/growth/texts.test.ts',
        'test/growth/rules.test.ts',
        'test/growth/requests.test.ts',
        'test/growth/parts.test.ts',
      ],
    ],
  ]),
]
