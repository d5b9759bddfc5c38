// Where the build puts the programs, which find each other and their data from there.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whether an entry is run from its bundle and not from the sources. @param entry its `import.meta.url` */
export const isBuilt = (entry: string): boolean => entry.endsWith('.mjs')

/** The folder of the programs, for an entry in its parts or in the folder of this file. @param entry its `import.meta.url` */
export function distOf(entry: string): string {
  const folder = dirname(fileURLToPath(entry))
  return isBuilt(entry) ? dirname(folder) : join(folder, '../../dist')
}
