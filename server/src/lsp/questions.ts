// specwise/questions: the open questions of the specification of a document, or of the whole workspace.

import { dirname } from 'node:path'
import type { TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { groupBy } from '../base/groups.ts'
import { pathOf } from '../base/uri.ts'
import type { People } from '../edits/decisionEntry.ts'
import type { Blame, Git } from '../workspace/git.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Store } from '../workspace/store.ts'
import type { AgesParams, QuestionsParams, SpecEntry, SpecQuestions } from './messages.ts'
import { type Indexed, specEntry } from './specs.ts'

const questionsOf = ({ uri, title, status, questions }: SpecEntry): SpecQuestions => ({ uri, title, status, questions })

export interface QuestionsOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  index: SpecIndex<Indexed>
  address(path: string): string
}

/** Answers the request, without specifications that have no open questions, and without archived ones of the workspace. */
export function createQuestions({ documents, analyser, index, address }: QuestionsOptions) {
  return async ({ uri }: QuestionsParams): Promise<SpecQuestions[]> => {
    if (uri === undefined)
      return (await index.all())
        .map(({ entry }) => entry)
        .filter(({ questions, archived }) => questions.length > 0 && !archived)
        .map(questionsOf)
    const document = documents.get(uri)
    const feature = document && (await analyser.read(document)).feature
    if (!feature) return []
    const found = questionsOf(specEntry(feature, (path) => (path === '' ? uri : address(path))))
    return found.questions.length > 0 ? [found] : []
  }
}

/** When lines were written, as ISO times; null if unknown. Asks git once for each file. */
export async function agesOf(
  questions: AgesParams['questions'],
  store: Store,
  blame: Blame | undefined,
): Promise<(string | null)[]> {
  const byFile = groupBy(questions, ({ uri }) => uri)
  const times = new Map<string, string>()
  for (const [uri, asked] of byFile) {
    const lines = asked.map(({ line }) => line)
    const path = pathOf(uri)
    const text = path === undefined || !blame ? undefined : await store.read(path).catch(() => undefined)
    if (path === undefined || !text || !blame) continue
    const found = await blame(path, text.text, lines)
    for (const [k, blamed] of found.entries()) if (blamed) times.set(`${uri} ${lines[k]}`, blamed.date.toISOString())
  }
  return questions.map(({ uri, line }) => times.get(`${uri} ${line}`) ?? null)
}

/** Who asked at a line of a document (from 0), and who decides now, by their names in git, if any. */
export async function peopleAt(document: TextDocument, line: number, git: Git | undefined): Promise<People> {
  const path = pathOf(document.uri)
  if (path === undefined || !git) return {}
  const [[asked], self] = await Promise.all([
    git.blame(path, document.getText(), [line]),
    git.userName(dirname(path)),
  ]).catch(() => [[], undefined] as const)
  return { askedBy: asked?.author ?? self, decidedBy: self }
}
