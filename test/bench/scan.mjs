// Measures how fast the scanner reads 5 MB of specifications, in a separate process. Prints a JSON list of MB per second, where
// a MB is 1,000,000 UTF-16 code units. The argument is the number of repetitions.
import { scan } from '../../server/src/markdown/scan.ts'
import { specText } from './generate.mjs'

const repetitions = Number(process.argv[2])
const warmUp = 5
const parts = []
for (let i = 1, length = 0; length < 5e6; i++) {
  parts.push(specText(i))
  length += parts.at(-1).length
}
const text = Buffer.from(parts.join('\n')).toString() // one flat string, as if read from a file
const speeds = []
for (let k = -warmUp; k < repetitions; k++) {
  const before = performance.now()
  const { blocks } = scan(text)
  const seconds = (performance.now() - before) / 1000
  if (blocks.length < parts.length * 50) throw new Error('the scanner did not find the blocks')
  if (k >= 0) speeds.push(text.length / 1e6 / seconds)
}
console.log(JSON.stringify(speeds))
