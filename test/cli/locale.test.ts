// specwise --locale: the language of the command line, and what is the same in every language.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { useLanguage } from '../../server/src/base/l10n.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { translationsFor } from '../../server/src/workspace/translations.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const translations = (tag: string) => translationsFor(nodeFiles, root, tag)
const files = {
  '/w/specs/001-a/spec.md':
    '# Spec: A\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n',
}

describe('specwise --locale', () => {
  afterEach(() => useLanguage(undefined))
  const run = (...args: string[]) => runWith(args, { files: memoryFiles(files), translations })

  it('prints everything in Chinese, including errors about options', async () => {
    const { out } = await run('check', '--locale', 'zh-CN')
    assert.match(out, /ID“FR-001”重复（首次定义于第 5 行）。/)
    assert.match(out, /在 1 个规范（1 个 Markdown 文件）中发现/)
    useLanguage(undefined)
    const { err } = await run('--locale=zh_CN.UTF-8', 'chekc')
    assert.equal(err, 'specwise: 未知命令“chekc”。你是否指的是“check”？\n运行“specwise --help”可查看用法。\n')
    useLanguage(undefined)
    const help = await run('help', 'check', '--locale', 'zh-CN')
    assert.match(help.out, /--fix {2,}应用安全的修复，然后检查剩余内容/)
  })
  it('is English by default and for English tags', async () => {
    for (const args of [[], ['--locale', 'en'], ['--locale', 'en-GB']])
      assert.match((await run('check', ...args)).out, /Duplicate id "FR-001" \(first defined on line 5\)\./)
  })
  it('reports a language that has no translation', async () => {
    for (const tag of ['de', 'xx', '../../x', 'zh-TW']) {
      const { err, code } = await run('check', '--locale', tag)
      assert.equal(code, 2)
      assert.match(err, new RegExp(`^specwise: No translation for the language "${tag.replaceAll('.', '\\.')}"`))
    }
  })
  it('changes neither codes and keys of machine-readable formats nor the baseline', async () => {
    const keysOf = (text: string): string[] => {
      const { findings } = JSON.parse(text) as { findings: { code: string; message: string }[] }
      return findings.map(({ message: _, ...rest }) =>
        JSON.stringify(rest, (key, value) => (key === 'message' ? 0 : value)),
      )
    }
    const english = await run('check', '--format', 'json')
    const chinese = await run('check', '--format', 'json', '--locale', 'zh-CN')
    assert.deepEqual(keysOf(chinese.out), keysOf(english.out))
    useLanguage(undefined)
    const written: Record<string, string> = { ...files }
    await runWith(['baseline'], { files: memoryFiles(written), translations })
    const { out } = await runWith(['check', '--locale', 'zh-CN'], { files: memoryFiles(written), translations })
    assert.match(out, /0 个发现项|没有发现项|未显示/)
    assert.ok(!out.includes('duplicate-id'))
  })
})
