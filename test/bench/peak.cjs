// Loaded into a measured program before its own code. At exit, it writes the peak memory in kilobytes to file descriptor 3.
// Asking the operating system afterwards, or a `time` program, does not work everywhere.
const { writeSync } = require('node:fs')

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
