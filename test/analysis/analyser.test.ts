// Reading and findings of open documents: what is shared, what is given up.
import assert from 'node:assert/strict'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { Abandoned, createAnalyser } from '../../server/src/analysis/analyser.ts'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const uri = `file://${path}`
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST answer.\n- **FR-001**: System MUST log.\n'

/** An analyser whose checks can be held in their midst. */
function held() {
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
      async check(loaded, wanted, goOn) {
        started++
        await gate
        return checker.check(loaded, wanted, goOn)
      },
    },
    (what, error) => assert.fail(`${what}: ${error}`),
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

describe('the analysis of an open document', () => {
  it('is read without being checked', async () => {
    const { analyser, document, started } = held()
    const { spec, feature, version } = await analyser.read(document)
    assert.deepEqual([spec?.path, feature?.path, version, started()], [path, '/w/docs/specs/004-queue', 1, 0])
  })
  it('is one for all who ask at once, and kept until something changes', async () => {
    const { analyser, document, started, type } = held()
    const [one, other] = await Promise.all([analyser.check(document), analyser.check(document)])
    assert.equal(one, other)
    assert.ok(one.findings.some(({ code }) => code === 'duplicate-id'))
    assert.equal(await analyser.check(document), one)
    assert.equal(started(), 1)
    analyser.changed()
    const anew = await analyser.check(document)
    // Checked anew, and nothing else is told: it has the number of the one before.
    assert.deepEqual([started(), anew !== one, anew.serial], [2, true, one.serial])
    type('# Spec: Other\n')
    assert.ok((await analyser.check(document)).serial > one.serial)
  })
  it('of a text that nobody wrote says that it is not read', async () => {
    const { analyser, document, started, type } = held()
    type('x'.repeat(8_000_000))
    const { findings, spec } = await analyser.check(document)
    assert.deepEqual([findings.map(({ code }) => code), spec, started()], [['too-large'], undefined, 0])
  })
  it('is that of the newest version for all who wait: an older run is ended', async () => {
    const { analyser, document, started, hold, release, type } = held()
    hold()
    const early = analyser.check(document)
    await turn()
    type('- **FR-002**: System MUST do FR-009.\n')
    const late = analyser.check(document)
    assert.equal((await analyser.read(document)).version, 2) // reading waits for no check
    release()
    const [one, other] = await Promise.all([early, late])
    assert.equal(one, other)
    assert.deepEqual([one.version, started()], [2, 2])
    assert.ok(one.findings.some(({ code }) => code === 'undefined-id'))
  })
  it('is given up once nobody waits for it, and goes on for who still does', async () => {
    const { analyser, document, started, hold, release } = held()
    hold()
    const [first, second] = [{ isCancellationRequested: false }, { isCancellationRequested: false }]
    const abandoned = assert.rejects(analyser.check(document, first), Abandoned)
    await turn()
    first.isCancellationRequested = true
    release()
    await abandoned
    hold()
    const [gone, kept] = [analyser.check(document, first), analyser.check(document, second)]
    release()
    assert.equal(await gone, await kept)
    assert.equal(started(), 2)
  })
  it('is made for who comes at any moment while one is given up', async () => {
    for (let moment = 0; moment < 40; moment++) {
      const { analyser, document, hold, release } = held()
      hold()
      const gone = { isCancellationRequested: false }
      const abandoned = analyser.check(document, gone).catch((error: unknown) => error)
      await turn()
      gone.isCancellationRequested = true
      release()
      for (let k = 0; k < moment; k++) await Promise.resolve()
      assert.equal((await analyser.check(document)).version, 1, `after ${moment} steps`)
      await abandoned
    }
  })
  it('is given up when the document is closed', async () => {
    const { analyser, document, hold, release } = held()
    hold()
    const abandoned = assert.rejects(analyser.check(document), Abandoned)
    await turn()
    analyser.forget(uri)
    release()
    await abandoned
    assert.equal((await analyser.check(document)).version, 1)
  })
})
