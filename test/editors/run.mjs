// Other editors, where they are installed: each plays what a person does, with the server as their configuration starts it.
// What is not installed is said to have not run; it never counts as passed.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from '../tools/setup.mjs'

const cli = join(root, 'dist', 'cli.js')
const beside = (name) => fileURLToPath(new URL(name, import.meta.url))
const quoted = (text) => JSON.stringify(text)

/**
 * How each is started. `makesFiles`: it says that it makes files, so decisions have a log of their own. `besides`: programs
 * that it needs. `byKeys`: it is played by keys alone, without what its mouse and menus do (hovers, fixes, answers); how its
 * server ends is not seen, since Kate 22.12 sends `shutdown` as a notification, which is none.
 */
export const editors = [
  {
    name: 'Neovim',
    program: 'nvim',
    makesFiles: true,
    args: (folder, out) => {
      const given = { arg_cli: cli, arg_node: process.execPath, arg_root: folder, arg_out: out }
      const set = Object.entries(given).map(([name, value]) => `${name} = ${quoted(value)}`)
      return [
        '--headless',
        '-u',
        'NONE',
        '-n',
        '--cmd',
        `lua ${set.join('; ')}`,
        '-c',
        `luafile ${beside('neovim.lua')}`,
      ]
    },
  },
  {
    name: 'Emacs',
    program: 'emacs',
    makesFiles: false,
    args: (folder, out) => {
      const given = { 'own-cli': cli, 'own-node': process.execPath, 'own-root': `${folder}/`, 'own-out': out }
      const set = Object.entries(given).map(([name, value]) => `(setq ${name} ${quoted(value)})`)
      return ['--batch', '--no-init-file', '--eval', `(progn ${set.join(' ')})`, '--load', beside('emacs.el')]
    },
  },
  {
    name: 'Kate',
    program: 'dbus-run-session',
    besides: ['kate', 'Xvfb', 'xdotool'],
    byKeys: true,
    args: (folder, out) => ['--', process.execPath, beside('kate.mjs'), cli, folder, out],
  },
]

/** Whether what an editor needs is there. */
export const isInstalled = ({ program, besides = [] }) =>
  [program, ...besides].every((name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0)

/** Plays in one editor; its version. Throws with what was not as it should be. */
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
    assert.equal(seen.failed, undefined, `${name} ${seen.version}, behind ${Object.keys(seen)}`)
    assert.equal(seen.findings, expected, 'as many findings as the command line has')
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
      `${editor.name}: ${isInstalled(editor) ? `${tryEditor(editor)}, all as it should be` : 'not installed, not run'}`,
    )
}
