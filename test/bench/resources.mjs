// Measures the index of resource names over a generated workspace of manifests, and completion with 10,000 names. Run in a
// separate process: node test/bench/resources.mjs FOLDER MANIFESTS. Prints JSON; a megabyte is 1,000,000 bytes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import '../support/register.mjs'

const [, , folder, count] = process.argv

/** A manifest of about 6 KB: a realistic Deployment and a bucket. */
function manifest(k) {
  const env = Array.from(
    { length: 120 },
    (_, n) => `            - name: SETTING_${n}\n              value: "value ${n} of ${k}"`,
  )
  return `# Made for a measurement
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${k}
  namespace: team-${k % 40}
  labels:
    app.kubernetes.io/name: app-${k}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/app-${k}:1.2.3
          env:
${env.join('\n')}
---
apiVersion: s3.aws.upbound.io/v1beta1
kind: Bucket
metadata:
  name: xplane-app-${k}-bucket
  namespace: team-${k % 40}
spec:
  forProvider:
    region: eu-west-3
`
}

let bytes = 0
for (let k = 0; k < Number(count); k++) {
  const dir = join(folder, `team-${k % 40}`)
  mkdirSync(dir, { recursive: true })
  const text = manifest(k)
  bytes += text.length
  writeFileSync(join(dir, `app-${k}.yaml`), text)
}
const { nodeFiles } = await import('../../server/src/workspace/nodeFiles.ts')
const { createResourceIndex } = await import('../../server/src/workspace/resourceIndex.ts')
const { nameCompletions } = await import('../../server/src/queries/nameCompletion.ts')
const { builtinFormats } = await import('../../server/src/templates/builtin.ts')
const { readAs } = await import('../../server/src/templates/detect.ts')
const { featureOf } = await import('../../server/src/feature/feature.ts')

global.gc?.()
const before = process.memoryUsage().rss
const start = performance.now()
const index = createResourceIndex({
  files: nodeFiles,
  roots: () => [folder],
  prefixes: async () => ['xplane-'],
  onError(description, error) {
    throw new Error(`${description}: ${error}`)
  },
})
const resourceNames = await index.ready()
const time = performance.now() - start
const memory = (process.memoryUsage().rss - before) / 1e6
const text = '# Spec: A\n\n**ID**: SPEC-001\n\n## Requirements\n\n- **FR-001**: System MUST make xplane-\n'
const spec = readAs(builtinFormats()[0], text)
const feature = featureOf(spec)
const completions = []
for (let k = 0; k < 30; k++) {
  const begun = performance.now()
  const offered = nameCompletions(feature, spec, text.length - 1, ['xplane-'], () => ({
    ...resourceNames,
    recent: new Set(),
  }))
  completions.push(performance.now() - begun)
  if (offered.length < 100) throw new Error(`only ${offered.length} names are offered`)
}
console.log(JSON.stringify({ time, memory, bytes: bytes / 1e6, names: resourceNames.names.size, completions }))
