// The programs that are measured: ours, and rumdl beside it where it is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const peak = fileURLToPath(new URL('./peak.cjs', import.meta.url))
const extensionArgs = ['--max-semi-space-size=16'] // what the extension starts the server with

/**
 * @typedef {object} Program
 * @property {string} name shown in the table and in errors
 * @property {string[]} server the command of its language server over stdio
 * @property {string[]} check the command that checks the folder it is run in
 * @property {(tail: string) => number} checked how many documents a check has looked at, from the end of what it printed
 * @property {number} warmUp keystrokes that do not count, after a start
 */

/** @returns {Program} */
export function ours(dist) {
  return {
    name: 'specwise',
    server: [process.execPath, ...extensionArgs, join(dist, 'server.js'), '--stdio'],
    check: [process.execPath, '--require', peak, join(dist, 'cli.js'), 'check', '--no-color', '.'],
    checked: numberIn(/ in (\d+) specifications in /),
    warmUp: 40,
  }
}

/**
 * rumdl from the PATH, or what SPECWISE_PEER names.
 * @returns {Program | undefined}
 */
export function findPeer() {
  const wanted = process.env.SPECWISE_PEER || 'rumdl'
  const found = runnable(wanted)
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
 * The settings of rumdl in a measured folder. A specification has lines of any length; to report each of them would cost
 * rumdl a third of its time.
 */
export const peerSettings = { path: '.rumdl.toml', text: '[global]\ndisable = ["MD013"]\n' }

function runnable(wanted) {
  const names = process.platform === 'win32' ? [`${wanted}.exe`, wanted] : [wanted]
  const folders = /[\\/]/.test(wanted) ? [''] : (process.env.PATH ?? '').split(delimiter).filter(Boolean)
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

/** npm puts a script in front of rumdl, which starts Node first: the program that it starts, where that can be told. */
function withoutLauncher(path) {
  const real = realpathSync(path)
  try {
    const own = process.platform === 'win32' ? 'rumdl.exe' : 'rumdl'
    return createRequire(real).resolve(`@rumdl/cli-${process.platform}-${process.arch}/${own}`)
  } catch {
    return real
  }
}

function numberIn(pattern) {
  return (text) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
}
