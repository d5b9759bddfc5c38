// What the action runs: the check, with annotations of changed lines, a SARIF file, the summary of the job, and one comment
// on a pull request that is renewed. Needs Node and what a runner of GitHub Actions sets; asks nobody but GitHub's API, and
// that only for the comment.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { env } = process
const marker = '<!-- specwise -->'
const mostListed = 20

/** An input of the action; empty where it is not set. */
const input = (name) => env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`]?.trim() ?? ''
const isOn = (name) => input(name) === 'true'

const event =
  env.GITHUB_EVENT_PATH && existsSync(env.GITHUB_EVENT_PATH)
    ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
    : {}
const pull = event.pull_request
// A folder of this run alone: another run of the same job has its own results.
const temporary = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'specwise-'))
const files = { sarif: join(temporary, 'specwise.sarif'), json: join(temporary, 'specwise.json') }

const [program, ...first] = env.SPECWISE_COMMAND ? JSON.parse(env.SPECWISE_COMMAND) : install()
const words = (text) => text.split(/\s+/).filter(Boolean)
const since = isOn('changed') && pull ? ['--changed', '--since', pull.base.sha] : []
const args = [
  ...first,
  'check',
  ...['--format', 'github', '--output-file', `sarif=${files.sarif}`, '--output-file', `json=${files.json}`],
  ...(input('fail-on') ? ['--fail-on', input('fail-on')] : []),
  ...since,
  ...words(input('args')),
  '--',
  ...words(input('paths') || '.'),
]
const { status, error } = spawnSync(program, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: withoutSecrets(),
})
if (error) console.log(`::error::${program} failed to start: ${error.message}`)
const code = status ?? 2
const result = existsSync(files.json) ? JSON.parse(readFileSync(files.json, 'utf8')) : undefined
if (result) {
  const text = summary(result)
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${text}\n`)
  const { errors, warnings, specs } = result.summary
  const outputs = { errors, warnings, specifications: specs, sarif: files.sarif }
  if (env.GITHUB_OUTPUT)
    appendFileSync(
      env.GITHUB_OUTPUT,
      Object.entries(outputs)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  if (isOn('comment') && pull)
    await comment(text).catch((problem) => console.log(`::warning::Failed to write the comment: ${problem.message}`))
}
process.exitCode = code

/** Installs the package into the temporary folder: nothing that the checkout brings is run in its place. */
function install() {
  const wanted = version()
  if (!wanted) {
    console.log(
      `::error::Invalid version of Specwise. Expected three numbers such as 1.2.3, not "${input('version')}".`,
    )
    process.exit(2)
  }
  const args = [
    'install',
    '--prefix',
    temporary,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
    `specwise@${wanted}`,
  ]
  const shell = process.platform === 'win32'
  const { status } = spawnSync('npm', args, {
    cwd: temporary,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: withoutSecrets(),
    shell,
  })
  if (status !== 0) {
    console.log(`::error::specwise@${wanted} failed to install.`)
    process.exit(2)
  }
  return [process.execPath, join(temporary, 'node_modules', 'specwise', 'dist', 'cli.js')]
}

/** The check needs no token. */
function withoutSecrets() {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/TOKEN|^INPUT_/.test(name)))
}

/** The one that is asked for, else that of the action's tag, else that of its files. */
function version() {
  const own = (text) => /^v?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(text ?? '')?.[1]
  if (input('version') !== '') return own(input('version'))
  const manifest = new URL('../../package.json', import.meta.url)
  return own(env.SPECWISE_ACTION_REF) ?? JSON.parse(readFileSync(manifest, 'utf8')).version
}

/** In Markdown: how far each specification is, and what was found. */
function summary({ specs, findings, summary: { errors, warnings } }) {
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`
  const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
  // A title is data: no link, picture, mention or table of its own.
  const cell = (text) =>
    String(text ?? '')
      .replace(/[\r\n]/g, ' ')
      .slice(0, 100)
      .replace(/[\\`*_{}[\]()#!|<>~]/g, '\\$&')
      .replaceAll('@', '@\u200b')
  const rows = specs.map(
    ({ path, title, status, tasks, clarifications }) =>
      `| ${cell(title ?? path)} | ${cell(status)} | ${tasks?.total ? `${tasks.done}/${tasks.total}` : ''} | ${clarifications?.open || ''} |`,
  )
  const lines = serious
    .slice(0, mostListed)
    .map(
      ({ path, range, severity, code, message }) =>
        `- ${cell(path)}:${range.start.line} ${severity} ${cell(code)}: ${cell(message)}`,
    )
  const more = serious.length > lines.length ? `\n- … and ${serious.length - lines.length} more` : ''
  const table =
    rows.length > 0
      ? `| specification | status | tasks | open questions |\n|---|---|---|---|\n${rows.slice(0, 50).join('\n')}\n`
      : ''
  return `### Specwise: ${count(errors, 'error')}, ${count(warnings, 'warning')} in ${count(specs.length, 'specification')}\n\n${table}\n${lines.join('\n')}${more}\n`
}

/** One comment on the pull request, found again by its marker. */
async function comment(text) {
  const api = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}`
  const ask = async (path, init = {}) => {
    const headers = {
      authorization: `Bearer ${env.GITHUB_TOKEN}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
    }
    const response = await fetch(`${api}${path}`, { ...init, headers })
    if (!response.ok) throw new Error(`GitHub answered ${response.status}`)
    return response.json()
  }
  const body = JSON.stringify({ body: `${marker}\n${text}` })
  for (let page = 1; page <= 10; page++) {
    const comments = await ask(`/issues/${pull.number}/comments?per_page=100&page=${page}`)
    const own = comments.find((one) => one.user?.type === 'Bot' && one.body?.startsWith(marker))
    if (own) return ask(`/issues/comments/${own.id}`, { method: 'PATCH', body })
    if (comments.length < 100) break
  }
  return ask(`/issues/${pull.number}/comments`, { method: 'POST', body })
}
