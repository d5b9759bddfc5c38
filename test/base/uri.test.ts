// Addresses of files: whatever editors write, one file has one path; on Windows, too.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { pathOf, uriOf } from '../../server/src/base/uri.ts'

const names = ['a@b', '(x)', "it's", 'a!b', 'a+b', 'a&b', 'a=b', 'a,b', 'a;b', 'a b', 'ü', '50%', '#1', 'a?b', '[x]']

/** What the module says of some addresses and paths in a process of another platform. */
function on(platform: string, uris: readonly string[], paths: readonly string[]): [string[], string[], string[]] {
  const module = new URL('../../server/src/base/uri.ts', import.meta.url).href
  const register = new URL('../support/register.mjs', import.meta.url).href
  const script = `Object.defineProperty(process, 'platform', { value: '${platform}' })
    const { pathOf, uriOf, pathKey } = await import(${JSON.stringify(module)})
    console.log(JSON.stringify([${JSON.stringify(uris)}.map(pathOf), ${JSON.stringify(paths)}.map(uriOf), ${JSON.stringify(paths)}.map(pathKey)]))`
  const out = execFileSync(process.execPath, ['--import', register, '--input-type=module', '-e', script])
  return JSON.parse(out.toString())
}

describe('addresses', () => {
  it('lead to their paths and back, however they are encoded', () => {
    for (const name of names) {
      const path = `/w/${name}/spec.md`
      assert.equal(pathOf(uriOf(path)), path)
      assert.equal(pathOf(`file:///w/${encodeURIComponent(name)}/spec.md`), path)
    }
    assert.equal(pathOf('untitled:Untitled-1'), undefined)
    assert.equal(pathOf('file:///w/%zz'), '/w/%zz')
  })
  it('of Windows have one path, whatever the drive looks like', () => {
    const same = ['file:///c%3A/Work/a%40b/spec.md', 'file:///C:/Work/a@b/spec.md', 'file:///c:/Work/a%40b/spec.md']
    const [paths] = on('win32', [...same, 'file://server/share/spec.md'], [])
    assert.deepEqual(paths, [...same.map(() => 'c:\\Work\\a@b\\spec.md'), '\\\\server\\share\\spec.md'])
  })
  it('of Windows are written with a drive in lower case, and compared without case', () => {
    const [, uris, keys] = on('win32', [], ['C:\\Work\\a@b\\Spec.md', 'c:\\work\\A@b\\spec.md'])
    assert.deepEqual(uris, ['file:///c%3A/Work/a%40b/Spec.md', 'file:///c%3A/work/A%40b/spec.md'])
    assert.equal(keys[0], keys[1])
    const [, , linux] = on('linux', [], ['/w/Spec.md', '/w/spec.md'])
    assert.notEqual(linux[0], linux[1])
  })
})
