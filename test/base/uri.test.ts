// File URIs: a file has one path, however editors write its URI, also on Windows.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { win32 } from 'node:path'
import { pathOf, uriOf } from '../../server/src/base/uri.ts'

const names = ['a@b', '(x)', "it's", 'a!b', 'a+b', 'a&b', 'a=b', 'a,b', 'a;b', 'a b', 'ü', '50%', '#1', 'a?b', '[x]']

/** The paths of URIs, and the URIs and keys of paths, as computed in a process of another platform. */
function on(
  platform: string,
  uris: readonly string[],
  paths: readonly string[],
  schemes: readonly string[] = [],
): [string[], string[], string[]] {
  const module = new URL('../../server/src/base/uri.ts', import.meta.url).href
  const register = new URL('../support/register.mjs', import.meta.url).href
  const script = `Object.defineProperty(process, 'platform', { value: '${platform}' })
    const { pathOf, uriOf, pathKey, useVirtualSchemes } = await import(${JSON.stringify(module)})
    useVirtualSchemes(${JSON.stringify(schemes)})
    console.log(JSON.stringify([${JSON.stringify(uris)}.map(pathOf), ${JSON.stringify(paths)}.map(uriOf), ${JSON.stringify(paths)}.map(pathKey)]))`
  const out = execFileSync(process.execPath, ['--import', register, '--input-type=module', '-e', script])
  return JSON.parse(out.toString())
}

describe('file URIs', () => {
  it('convert to paths and back, however they are encoded', () => {
    for (const name of names) {
      const path = `/w/${name}/spec.md`
      assert.equal(pathOf(uriOf(path)), path)
      assert.equal(pathOf(`file:///w/${encodeURIComponent(name)}/spec.md`), path)
    }
    assert.equal(pathOf('untitled:Untitled-1'), undefined)
    assert.equal(pathOf('file:///w/%zz'), '/w/%zz')
  })
  it('of Windows have one path, however the drive is written', () => {
    const same = ['file:///c%3A/Work/a%40b/spec.md', 'file:///C:/Work/a@b/spec.md', 'file:///c:/Work/a%40b/spec.md']
    const [paths] = on('win32', [...same, 'file://server/share/spec.md'], [])
    assert.deepEqual(paths, [...same.map(() => 'c:\\Work\\a@b\\spec.md'), '\\\\server\\share\\spec.md'])
  })
  it('of Windows are written with a lowercase drive, and compared without case', () => {
    const [, uris, keys] = on('win32', [], ['C:\\Work\\a@b\\Spec.md', 'c:\\work\\A@b\\spec.md'])
    assert.deepEqual(uris, ['file:///c%3A/Work/a%40b/Spec.md', 'file:///c%3A/work/A%40b/spec.md'])
    assert.equal(keys[0], keys[1])
    const [, , linux] = on('linux', [], ['/w/Spec.md', '/w/spec.md'])
    assert.notEqual(linux[0], linux[1])
  })
  it('of virtual file systems have one path: also `file:` in a browser, and on Windows', () => {
    const uris = ['vfs://github/acme/shop/spec.md', 'file:///shop/a%20b/spec.md', 'file:///c%3A/shop/spec.md']
    const [paths] = on('linux', uris, [], ['vfs', 'file'])
    assert.deepEqual(paths, ['/vfs:github/acme/shop/spec.md', '/file:/shop/a b/spec.md', '/file:/c:/shop/spec.md'])
    const [, back] = on('linux', [], paths, ['vfs', 'file'])
    assert.deepEqual(back, uris)
    const [windows] = on('win32', uris.slice(0, 1), [], ['vfs'])
    assert.deepEqual(windows, [win32.join('/', 'vfs:github', 'acme', 'shop', 'spec.md')], 'as `join` writes it')
    assert.deepEqual(on('win32', [], windows, ['vfs'])[1], uris.slice(0, 1))
  })
})
