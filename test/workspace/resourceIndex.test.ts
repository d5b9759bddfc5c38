// The index of resource names always reflects the current files.
import assert from 'node:assert/strict'
import { createResourceIndex } from '../../server/src/workspace/resourceIndex.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const manifest = (name: string): string => `apiVersion: v1\nkind: Role\nmetadata:\n  name: ${name}\n`

describe('the index of resources', () => {
  it('waits for changed, created and deleted files', async () => {
    const files: Record<string, string> = {
      '/w/a.yaml': manifest('xplane-a'),
      '/w/b.yaml': manifest('xplane-b'),
    }
    const index = createResourceIndex({
      files: memoryFiles(files),
      roots: () => ['/w'],
      prefixes: async () => ['xplane-'],
      onError: (description, error) => assert.fail(`${description}: ${error}`),
    })
    const names = async (): Promise<string> => [...(await index.ready()).names.keys()].sort().join(' ')
    assert.equal(index.now(), undefined)
    assert.equal(await names(), 'xplane-a xplane-b')
    files['/w/a.yaml'] = manifest('xplane-c')
    index.changed('/w/a.yaml')
    assert.equal(await names(), 'xplane-b xplane-c')
    files['/w/d.yaml'] = manifest('xplane-d')
    index.changed('/w/d.yaml')
    assert.equal(await names(), 'xplane-b xplane-c xplane-d')
    delete files['/w/b.yaml']
    index.changed('/w/b.yaml')
    assert.equal(await names(), 'xplane-c xplane-d')
  })
})
