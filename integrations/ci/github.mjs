// What the action runs: the check, with annotations of changed lines, a SARIF file, the summary of the job, and one comment
// on a pull request that is renewed. Needs Node and what a runner of GitHub Actions sets; asks nobody but GitHub's API, and
// that only for the comment.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
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
const temporary = env.RUNNER_TEMP ?? '.'
const files = { sarif: join(temporary, 'specwise.sarif'), json: join(temporary, 'specwise.json') }

const [program, ...first] = JSON.parse(
  env.SPECWISE_COMMAND ?? JSON.stringify(['npx', '--yes', `specwise@${version()}`]),
)
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
  shell: process.platform === 'win32',
})
if (error) console.log(`::error::${program} could not be started: ${error.message}`)
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
    await comment(text).catch((problem) => console.log(`::warning::The comment was not written: ${problem.message}`))
}
process.exitCode = code

/** That of the action's own tag; the newest one where it is used by a branch. */
function version() {
  const [, own] = /^v?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(input('version') || (env.GITHUB_ACTION_REF ?? '')) ?? []
  return own ?? 'latest'
}

/** In Markdown: how far each specification is, and what was found. */
function summary({ specs, findings, summary: { errors, warnings } }) {
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`
  const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
  const cell = (text) =>
    String(text ?? '')
      .replace(/[|\r\n<>]/g, ' ')
      .slice(0, 100)
  const rows = specs.map(
    ({ path, title, status, tasks, clarifications }) =>
      `| ${cell(title ?? path)} | ${cell(status)} | ${tasks?.total ? `${tasks.done}/${tasks.total}` : ''} | ${clarifications?.open || ''} |`,
  )
  const lines = serious
    .slice(0, mostListed)
    .map(
      ({ path, range, severity, code, message }) =>
        `- \`${cell(path)}:${range.start.line}\` ${severity} \`${code}\`: ${cell(message)}`,
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
    const own = comments.find((one) => one.body?.startsWith(marker))
    if (own) return ask(`/issues/comments/${own.id}`, { method: 'PATCH', body })
    if (comments.length < 100) break
  }
  return ask(`/issues/${pull.number}/comments`, { method: 'POST', body })
}
