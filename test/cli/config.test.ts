// specwise config, init and completion: the settings in force, a first configuration, and shell completion.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { commands, options } from '../../server/src/cli/arguments.ts'
import { configReader } from '../../server/src/rules/engine/config.ts'
import { run } from '../support/commandLine.ts'

const spec =
  '# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n'

describe('specwise config', () => {
  it('shows the settings in force and where they come from', async () => {
    const files = {
      '/w/.git/HEAD': '',
      '/w/.specwise.json': '{ "rules": { "vague-term": "off" } }',
      '/w/docs/specs/templates/spec.md': spec,
      '/w/docs/specs/001-a/spec.md': spec,
    }
    const { out, code } = await run(files, 'config', 'docs/specs/001-a')
    assert.equal(code, 0)
    assert.match(out, /^docs\/specs\/001-a\n {2}Configuration {2}\.specwise\.json\n/)
    assert.match(out, / {2}Formats .*\(from docs\/specs\/templates\).*\(built in\)/)
    assert.match(out, / {4}vague-term: off \(default: \w+/)
    const json = JSON.parse((await run(files, 'config', 'docs/specs/001-a', '--format', 'json')).out)
    assert.deepEqual([json.configuration, json.severities], ['.specwise.json', { 'vague-term': 'off' }])
    assert.match((await run({}, 'config')).out, /Configuration {2}none \(the defaults apply\)/)
  })
})

describe('specwise init', () => {
  it('writes a valid configuration and reports what it found', async () => {
    const files: Record<string, string> = { '/w/specs/001-a/spec.md': spec }
    const { out, code } = await run(files, 'init')
    assert.equal(code, 0)
    assert.match(
      out,
      /^Found 1 specification: [\w-]+ \(1\)\.\nMost frequent findings: .*duplicate-id \(1\).*\nCreated \.specwise\.jsonc\.\n/,
    )
    assert.match(files['/w/.specwise.jsonc'] ?? '', /^{\n {2}\/\/ 1 specification: 1 in the format [\w-]+\.\n/)
    assert.deepEqual(configReader.read(files['/w/.specwise.jsonc'] ?? '').problems, [])
    const again = await run(files, 'init')
    assert.deepEqual([again.code, again.err], [2, 'specwise: ".specwise.jsonc" already exists. Nothing was changed.\n'])
  })
})

describe('specwise completion', () => {
  it('knows every command and option, in each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const { out, code } = await run({}, 'completion', shell)
      assert.equal(code, 0)
      for (const command of commands) {
        assert.ok(out.includes(command.name), `${shell}: ${command.name}`)
        for (const name of command.options) assert.ok(out.includes(name) && name in options, `${shell}: ${name}`)
      }
    }
    assert.equal((await run({}, 'completion', 'cmd')).code, 2)
  })
  it('completes in bash', async function () {
    if (process.platform === 'win32') return
    this.timeout(20_000)
    const { out } = await run({}, 'completion', 'bash')
    const words = (...typed: string[]): string[] => {
      const list = typed.map((word) => `'${word}'`).join(' ')
      const script = `${out}\nCOMP_WORDS=(specwise ${list}); COMP_CWORD=${typed.length}; _specwise; echo "\${COMPREPLY[@]}"`
      const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
      assert.equal(stderr, '')
      return stdout.trim().split(' ')
    }
    assert.deepEqual(words('ch'), ['check'])
    assert.deepEqual(words('check', '--fail'), ['--fail-on'])
    assert.deepEqual(words('check', '--format', 'sa'), ['sarif'])
    assert.deepEqual(words('help', 'tr'), ['trace'])
  })
})
