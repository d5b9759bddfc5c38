// Tests Specwise in other editors that are installed: each plays the actions of a user, with the server as the editor's
// configuration starts it. Editors that are not installed are reported as not run, and never count as passed.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from '../tools/setup.mjs'

const cli = join(root, 'dist', 'cli.mjs')
const inThisFolder = (name) => fileURLToPath(new URL(name, import.meta.url))
const quoted = (text) => JSON.stringify(text)

/**
 * How each editor is started. `makesFiles`: the editor can create files, so decisions get a log of their own. `besides`: other
 * programs that it needs. `byKeys`: it is controlled only by keys, without what needs a mouse or menus (hovers, fixes, answers).
 * Its server's exit code is not checked, since Kate 22.12 sends `shutdown` as a notification instead of a request.
 */
export const editors = [
  {
    name: 'Neovim',
    program: 'nvim',
    makesFiles: true,
    args: (folder, out) => {
      const variables = { arg_cli: cli, arg_node: process.execPath, arg_root: folder, arg_out: out }
      const set = Object.entries(variables).map(([name, value]) => `${name} = ${quoted(value)}`)
      return [
        '--headless',
        '-u',
        'NONE',
        '-n',
        '--cmd',
        `lua ${set.join('; ')}`,
        '-c',
        `luafile ${inThisFolder('neovim.lua')}`,
      ]
    },
  },
  {
    name: 'Emacs',
    program: 'emacs',
    makesFiles: false,
    args: (folder, out) => {
      const variables = { 'own-cli': cli, 'own-node': process.execPath, 'own-root': `${folder}/`, 'own-out': out }
      const set = Object.entries(variables).map(([name, value]) => `(setq ${name} ${quoted(value)})`)
      return ['--batch', '--no-init-file', '--eval', `(progn ${set.join(' ')})`, '--load', inThisFolder('emacs.el')]
    },
  },
  {
    name: 'Kate',
    program: 'dbus-run-session',
    besides: ['kate', 'Xvfb', 'xdotool'],
    byKeys: true,
    args: (folder, out) => ['--', process.execPath, inThisFolder('kate.mjs'), cli, folder, out],
  },
]

/** Whether an editor and the programs that it needs are installed. */
export const isInstalled = ({ program, besides = [] }) =>
  [program, ...besides].every((name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0)

/** Runs the test in one editor. Returns its version; throws if something is not as expected. */
export function tryEditor({ name, program, makesFiles, byKeys, args }) {
  const dir = mkdtempSync(join(tmpdir(), 'specwise-editor-'))
  try {
    const folder = join(dir, 'examples')
    const out = join(dir, 'seen.json')
    cpSync(join(root, 'examples'), folder, { recursive: true })
    execFileSync('git', ['init', '-q', folder])
    const defective = 'docs/specs/002-defective'
    const checked = spawnSync(process.execPath, [cli, 'check', '--format', 'json', defective], { cwd: folder })
    const expected = JSON.parse(checked.stdout.toString()).findings.length
    const { stderr } = spawnSync(program, args(folder, out), { timeout: 120_000, env: { ...process.env, HOME: dir } })
    assert.ok(existsSync(out), `${name} wrote nothing: ${stderr.toString().slice(0, 1500)}`)
    const seen = JSON.parse(readFileSync(out, 'utf8'))
    assert.equal(seen.failed, undefined, `${name} ${seen.version}, after ${Object.keys(seen)}`)
    assert.equal(seen.findings, expected, 'as many findings as on the command line')
    assert.equal(seen.definition, 'spec.md')
    assert.ok(seen.references >= 2, `${seen.references} references`)
    assert.deepEqual([...seen.completion].sort(), ['FR-001', 'FR-002'])
    assert.ok(seen.renamed.plan > 0 && seen.renamed.spec > 0)
    if (byKeys) return seen.version
    assert.match(seen.hover, /^\*\*FR-002\*\*/)
    assert.match(seen.decision, makesFiles ? /\(?CL-1\)?/ : /\[CLARIFIED: …\]/)
    assert.equal(existsSync(join(folder, 'docs/specs/005-topic/clarifications.md')), makesFiles)
    const spec = readFileSync(join(folder, 'docs/specs/005-topic/spec.md'), 'utf8')
    assert.match(spec, /\*\*FR-009\*\*/)
    assert.equal(seen.exit, 0, 'the server ends cleanly')
    return seen.version
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  for (const editor of editors)
    console.log(
      `${editor.name}: ${isInstalled(editor) ? `${tryEditor(editor)}, works as expected` : 'not installed, so not run'}`,
    )
}
