// The analyser of open documents: which checks callers share, and which checks are abandoned.
import assert from 'node:assert/strict'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { Abandoned, createAnalyser } from '../../server/src/analysis/analyser.ts'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const uri = `file://${path}`
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST answer.\n- **FR-001**: System MUST log.\n'

/** An analyser whose checks can be held after they have started. */
function createHoldableAnalyser() {
  const checker = createChecker({
    files: memoryFiles({}),
    kept: true,
    roots: () => ['/w'],
    onError(_rule, error) {
      throw error
    },
  })
  let started = 0
  let gate: Promise<void> = Promise.resolve()
  let release = (): void => undefined
  const analyser = createAnalyser(
    {
      ...checker,
      async check(loaded, codes, goOn) {
        started++
        await gate
        return checker.check(loaded, codes, goOn)
      },
    },
    (description, error) => assert.fail(`${description}: ${error}`),
  )
  const document = TextDocument.create(uri, 'markdown', 1, text)
  checker.store.open(path, text, 1)
  return {
    analyser,
    document,
    started: () => started,
    hold() {
      gate = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
    type(words: string) {
      const version = document.version + 1
      const end = document.positionAt(document.getText().length)
      TextDocument.update(document, [{ range: { start: end, end }, text: words }], version)
      checker.store.open(path, document.getText(), version)
      analyser.changed()
    },
  }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the analyser of open documents', () => {
  it('reads a document without checking it', async () => {
    const { analyser, document, started } = createHoldableAnalyser()
    const { spec, feature, version } = await analyser.read(document)
    assert.deepEqual([spec?.path, feature?.path, version, started()], [path, '/w/docs/specs/004-queue', 1, 0])
  })
  it('shares one check among concurrent callers and keeps it until something changes', async () => {
    const { analyser, document, started, type } = createHoldableAnalyser()
    const [first, second] = await Promise.all([analyser.check(document), analyser.check(document)])
    assert.equal(first, second)
    assert.ok(first.findings.some(({ code }) => code === 'duplicate-id'))
    assert.equal(await analyser.check(document), first)
    assert.equal(started(), 1)
    analyser.changed()
    const again = await analyser.check(document)
    // The document is checked again, but nothing has changed, so the serial number stays the same.
    assert.deepEqual([started(), again !== first, again.serial], [2, true, first.serial])
    type('# Spec: Other\n')
    assert.ok((await analyser.check(document)).serial > first.serial)
  })
  it('reports a text that is too large without checking it', async () => {
    const { analyser, document, started, type } = createHoldableAnalyser()
    type('x'.repeat(8_000_000))
    const { findings, spec } = await analyser.check(document)
    assert.deepEqual([findings.map(({ code }) => code), spec, started()], [['too-large'], undefined, 0])
  })
  it('answers all callers with the newest version and stops the older run', async () => {
    const { analyser, document, started, hold, release, type } = createHoldableAnalyser()
    hold()
    const early = analyser.check(document)
    await turn()
    type('- **FR-002**: System MUST do FR-009.\n')
    const late = analyser.check(document)
    assert.equal((await analyser.read(document)).version, 2) // reading does not wait for a check
    release()
    const [first, second] = await Promise.all([early, late])
    assert.equal(first, second)
    assert.deepEqual([first.version, started()], [2, 2])
    assert.ok(first.findings.some(({ code }) => code === 'undefined-id'))
  })
  it('abandons a check when its last caller cancels, and continues for the others', async () => {
    const { analyser, document, started, hold, release } = createHoldableAnalyser()
    hold()
    const [first, second] = [{ isCancellationRequested: false }, { isCancellationRequested: false }]
    const abandoned = assert.rejects(analyser.check(document, first), Abandoned)
    await turn()
    first.isCancellationRequested = true
    release()
    await abandoned
    hold()
    const [leaving, staying] = [analyser.check(document, first), analyser.check(document, second)]
    release()
    assert.equal(await leaving, await staying)
    assert.equal(started(), 2)
  })
  it('starts a new check for a caller that arrives while another check is being abandoned', async () => {
    for (let moment = 0; moment < 40; moment++) {
      const { analyser, document, hold, release } = createHoldableAnalyser()
      hold()
      const leaving = { isCancellationRequested: false }
      const abandoned = analyser.check(document, leaving).catch((error: unknown) => error)
      await turn()
      leaving.isCancellationRequested = true
      release()
      for (let k = 0; k < moment; k++) await Promise.resolve()
      assert.equal((await analyser.check(document)).version, 1, `after ${moment} steps`)
      await abandoned
    }
  })
  it('abandons the check of a document that is closed', async () => {
    const { analyser, document, hold, release } = createHoldableAnalyser()
    hold()
    const abandoned = assert.rejects(analyser.check(document), Abandoned)
    await turn()
    analyser.forget(uri)
    release()
    await abandoned
    assert.equal((await analyser.check(document)).version, 1)
  })
})
