// Installs the VS Code server from the npm registry into a per-user cache folder, once per version.
// Starts nothing (see vscode.mjs).
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { runNpm } from './setup.mjs'

const version = '4.139.1'
const integrity = 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew=='

export function cacheFolder() {
  const base = process.platform === 'win32' ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME
  return join(base || join(homedir(), '.cache'), 'specwise-tests')
}

/**
 * Creates `folder` once: `make(stage)` fills a temporary sibling, which is then renamed. Safe against crashes and concurrent
 * processes.
 */
export async function makeOnce(folder, make) {
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true })
  removeLeftovers(folder)
  const stage = `${folder}.${process.pid}.tmp`
  mkdirSync(stage)
  try {
    await make(stage)
    renameSync(stage, folder)
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function removeLeftovers(folder) {
  for (const name of readdirSync(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.`) && /\.(\d+)\.tmp$/.exec(name)?.[1]
    if (pid && !alive(Number(pid))) rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The folder of the VS Code server, which is installed first if necessary. */
export async function installServer() {
  const home = join(cacheFolder(), `code-server-${version}`)
  await makeOnce(home, (stage) => {
    console.log(`Installing the VS Code server from npm into ${home} (only once, about 600 MB)`)
    writeFileSync(
      join(stage, 'package.json'),
      JSON.stringify({ private: true, dependencies: { 'code-server': version } }),
    )
    runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: stage, quiet: true })
    const lock = JSON.parse(readFileSync(join(stage, 'package-lock.json'), 'utf8'))
    const actual = lock.packages['node_modules/code-server'].integrity
    if (actual !== integrity) throw new Error(`code-server@${version} has an unexpected integrity: ${actual}`)
    const inner = join(stage, 'node_modules', 'code-server', 'lib', 'vscode')
    runNpm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: inner,
      quiet: true,
    })
  })
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode')
}
