#!/usr/bin/env node
// Entry of the command line.
import { main } from './cli/main.ts'
import { version } from './version.ts'
import { nodeFiles } from './workspace/files.ts'

process.stdout.on('error', () => process.exit(0)) // the reader has gone: `specwise check | head`

main(process.argv.slice(2), {
  files: nodeFiles,
  cwd: process.cwd(),
  version,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code
})
