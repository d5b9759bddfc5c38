// Where the repository around a folder begins, by the disk alone: git is not run.
import { dirname, join } from 'node:path'
import type { Files } from './files.ts'

/** The innermost folder with `.git`, from a folder upwards. Undefined outside of repositories. */
export async function repositoryFolder(files: Pick<Files, 'kind'>, start: string): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await files.kind(join(folder, '.git'))) !== undefined) return folder
    if (dirname(folder) === folder) return undefined
  }
}
