// Installs the packed npm package into an empty folder, and uses its command, its server and its library like a user.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packNpm } from './npm-package.mjs'
import { root } from './setup.mjs'

/** Throws if something does not work. */
export async function tryNpmPackage() {
  const tarball = await packNpm()
  const folder = mkdtempSync(join(tmpdir(), 'specwise-npm-'))
  const run = (program, args, input) => {
    const result = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      input,
      shell: process.platform === 'win32',
    })
    return { ...result, details: `${program} ${args.join(' ')}: ${result.error ?? ''}${result.stderr}` }
  }
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    cpSync(join(root, 'examples'), join(folder, 'docs'), { recursive: true })
    const installed = run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball])
    assert.equal(installed.status, 0, installed.details)
    const checked = run('npx', ['--no-install', 'specwise', 'check', '--format', 'json', 'docs'])
    assert.equal(checked.status, 1, checked.details)
    const { findings } = JSON.parse(checked.stdout)
    assert.ok(findings.length > 10)
    const use = "check(['docs']).then(({ findings, problems }) => console.log(JSON.stringify({ findings, problems })))"
    const scripts = {
      'a.cjs': `const { check } = require('specwise')\n${use}`,
      'b.mjs': `import { check } from 'specwise'\n${use}`,
    }
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(folder, name), script)
      const used = run(process.execPath, [name])
      assert.equal(used.status, 0, used.details)
      assert.deepEqual(JSON.parse(used.stdout), { findings, problems: [] }, name)
    }
    const page = run('npx', ['--no-install', 'specwise', 'trace', '--format', 'html', 'docs/docs/specs/003-folder'])
    assert.match(page.stdout, /^<!doctype html>/, page.details)
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { id: 2, method: 'shutdown' },
      { method: 'exit' },
    ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
    const input = messages.map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`).join('')
    const served = run('npx', ['--no-install', 'specwise', 'lsp', '--stdio'], input)
    assert.equal(served.status, 0, served.details)
    assert.match(served.stdout, /"serverInfo":\{"name":"specwise"/)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await tryNpmPackage()
  console.log('The npm package works.')
}
