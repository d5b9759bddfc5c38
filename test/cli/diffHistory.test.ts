// specwise diff on a plausible history of repositories from outside: one commit for each specification, each compared with the
// one before. Without these repositories, the example of the product is used.
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { isRange, openVersions } from '../../server/src/workspace/versions.ts'
import { runWith } from '../support/commandLine.ts'
import { useGitRepository } from '../support/gitRepository.ts'
import { share } from '../support/property.ts'

const outside = fileURLToPath(new URL('../../../shared/repos', import.meta.url))
const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const names = ['21-DOT-DEV-subtree', 'specledger-specledger', 'tykeal-homeassistant-rental-control']
const sources = [examples, ...names.map((name) => join(outside, name)).filter((path) => existsSync(path))]
const mostSpecs = share < 1 ? 2 : 6

interface Difference {
  path: string | null
  previousPath: string | null
  items: { kind: string; id: string; words?: unknown; meaning?: unknown }[]
}

describe('specwise diff on a history', () => {
  const repository = useGitRepository()
  const { git, commit } = repository
  const diff = async (range: string): Promise<Difference[]> => {
    const { out, code } = await runWith(['diff', range, '--format', 'json'], {
      files: nodeFiles,
      cwd: repository.folder,
      versions: { open: openVersions, isRange },
    })
    assert.equal(code, 0)
    return JSON.parse(out).specs
  }

  for (const source of sources)
    it(`finds each change of ${relative(dirname(source), source)}, and nothing else`, async () => {
      commit()
      const specs = (readdirSync(source, { recursive: true }) as string[])
        .map((path) => path.split(sep).join('/'))
        .filter((path) => /(?:^|\/)spec\.md$/.test(path) && !/template/i.test(path))
        .sort()
        .slice(0, mostSpecs)
      assert.ok(specs.length > 1)
      for (const spec of specs) {
        cpSync(join(source, dirname(spec)), join(repository.folder, dirname(spec)), { recursive: true })
        commit()
        const found = await diff('HEAD~1..HEAD')
        assert.deepEqual(
          found.map(({ path, previousPath }) => [path, previousPath]),
          [[spec, null]],
        )
      }
      // A requirement or criterion gets a number, and then it is removed.
      for (const spec of specs) {
        const path = join(repository.folder, spec)
        const text = readFileSync(path, 'utf8')
        const lines = [...text.matchAll(/^- \*\*((?:FR|SC)-\d+)\*\*:.*\r?\n(?![ \t])/gm)]
        const [whole, id] = lines.find(([, id], k) => lines.every((one, other) => other === k || one[1] !== id)) ?? []
        if (whole === undefined || id === undefined) continue
        writeFileSync(path, text.replace(whole, whole.replace(':', ': Within 4321 ms,')))
        commit()
        const [changed, ...others] = await diff('HEAD~1..HEAD')
        assert.deepEqual([others, changed?.items.map((item) => [item.kind, item.id])], [[], [['changed', id]]])
        writeFileSync(path, text.replace(whole, ''))
        commit()
        const [removed] = await diff('HEAD~2..HEAD')
        assert.deepEqual(
          removed?.items.map((item) => [item.kind, item.id]),
          [['removed', id]],
        )
      }
      git('mv', dirname(specs[0] as string), `${dirname(specs[0] as string)}-moved`)
      commit()
      const moved = await diff('HEAD~1..HEAD')
      assert.deepEqual(
        moved.map(({ path, previousPath, items }) => [path, previousPath, items]),
        [[`${dirname(specs[0] as string)}-moved/spec.md`, specs[0], []]],
      )
    })
})
