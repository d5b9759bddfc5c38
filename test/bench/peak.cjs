// Loaded into a measured program before its own code: says at the end, on descriptor 3, how much memory it had at most.
// In kilobytes. Asking the system afterwards, or a `time` program, does not work everywhere.
const { writeSync } = require('node:fs')

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
