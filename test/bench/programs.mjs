// The programs that are measured: Specwise, and rumdl for comparison if it is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const peak = fileURLToPath(new URL('./peak.cjs', import.meta.url))
const extensionArgs = ['--max-semi-space-size=16'] // the extension starts the server with the same

/**
 * @typedef {object} Program
 * @property {string} name shown in the table and in errors
 * @property {string[]} server the command of its language server over stdio
 * @property {string[]} check the command that checks the current folder
 * @property {(tail: string) => number} checked the number of checked documents, from the end of the output
 * @property {number} warmUp keystrokes after a start that do not count
 */

/** @returns {Program} */
export function ours(dist) {
  return {
    name: 'specwise',
    server: [process.execPath, ...extensionArgs, join(dist, 'server.mjs'), '--stdio'],
    check: [process.execPath, '--require', peak, join(dist, 'cli.mjs'), 'check', '--no-color', '.'],
    checked: numberIn(/ in (\d+) specifications \(/),
    warmUp: 40,
  }
}

/**
 * rumdl from the PATH, or the program that SPECWISE_PEER names. Undefined if it does not run.
 * @returns {Program | undefined}
 */
export function findPeer() {
  const program = process.env.SPECWISE_PEER || 'rumdl'
  const found = runnable(program)
  if (found === undefined) return undefined
  const command = withoutLauncher(found)
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  if (status !== 0) return undefined
  return {
    name: stdout.trim(),
    server: [command, 'server'],
    check: [command, 'check', '--no-cache', '.'],
    checked: numberIn(/ in (?:\d+\/)?(\d+) files/),
    warmUp: 4,
  }
}

/**
 * The settings of rumdl in a measured folder. They disable the line length rule: specifications have long lines, and
 * reporting each of them would cost rumdl a third of its time.
 */
export const peerSettings = { path: '.rumdl.toml', text: '[global]\ndisable = ["MD013"]\n' }

function runnable(program) {
  const names = process.platform === 'win32' ? [`${program}.exe`, program] : [program]
  const folders = /[\\/]/.test(program) ? [''] : (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isRunnable)
}

function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** npm installs a launcher for rumdl that starts Node first. Returns the binary behind it if it can be resolved. */
function withoutLauncher(path) {
  const real = realpathSync(path)
  try {
    const binary = process.platform === 'win32' ? 'rumdl.exe' : 'rumdl'
    return createRequire(real).resolve(`@rumdl/cli-${process.platform}-${process.arch}/${binary}`)
  } catch {
    return real
  }
}

function numberIn(pattern) {
  return (text) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
}
