// Real documents: the part of the corpus in this repository, and the whole corpus beside it if it is present.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Corpus {
  title: string
  folder: string
  /** The file with all expected findings, except broken links. */
  findings: URL
}

const at = (path: string): URL => new URL(path, import.meta.url)

const all: readonly Corpus[] = [
  { title: 'the corpus', folder: fileURLToPath(at('../corpus')), findings: at('../corpus/findings.json') },
  {
    title: 'the whole corpus',
    folder: fileURLToPath(at('../../../shared/corpus')),
    findings: at('../corpus-findings.json'),
  },
]

export const corpora = all.filter(({ folder }) => existsSync(folder))

/** The rows of a TSV file of a corpus, without the header. */
export const rowsOf = ({ folder }: Corpus, name: string): string[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split('\t'))
