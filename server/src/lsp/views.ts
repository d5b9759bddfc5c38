// The requests of the client's views: open questions, the tree of specifications, the items of a specification, its
// traceability, and the explanation of a line.
import type { Connection, TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { t } from '../base/l10n.ts'
import { lineEnd } from '../base/lines.ts'
import { pathOf } from '../base/uri.ts'
import type { Feature } from '../feature/feature.ts'
import type { TraceModel } from '../pages/traceModel.ts'
import { explainLine } from '../queries/explainLine.ts'
import { traceModel } from '../queries/traceModel.ts'
import { allRules } from '../rules/all.ts'
import { pageOfRule, pageUrl } from '../rules/engine/page.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Guard } from './guard.ts'
import { itemsOf } from './items.ts'
import {
  type ExplainLineParams,
  explainLineRequest,
  itemsRequest,
  type QuestionsParams,
  questionsRequest,
  type ReadSpecsParams,
  readSpecs,
  rulePageRequest,
  type Specs,
  type SpecsParams,
  specsRequest,
  type TraceParams,
  traceRequest,
  traceTextRequest,
} from './messages.ts'
import type { OpenEvidence } from './openEvidence.ts'
import { createQuestions } from './questions.ts'
import type { Indexed } from './specs.ts'
import { traceText } from './trace.ts'

export interface ViewsOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
  index: SpecIndex<Indexed>
  address(path: string): string
  evidence: Pick<OpenEvidence, 'of'>
  /** The number of findings that are not shown. */
  leftOut(): number
  /** Called when the tree changes. */
  changed(): void
}

const longestWait = 400 // milliseconds until a part of the tree is answered

const noSpecs: Specs = { serial: 0, changed: [], removed: [], left: 0, stopped: false, documents: 0, leftOut: 0 }

/** Connects the requests. */
export function serveViews(
  connection: Connection,
  { documents, analyser, checker, index, address, evidence, leftOut, changed }: ViewsOptions,
  guard: Guard,
): void {
  /** The feature of a document; undefined if it has none. */
  const featureAt = async ({ uri }: TraceParams): Promise<Feature | undefined> => {
    const path = pathOf(uri)
    return path === undefined ? undefined : (await checker.load(path))?.feature
  }
  const questions = createQuestions({ documents, analyser, index, address })
  connection.onRequest(
    questionsRequest,
    guard('questions', [], (params: QuestionsParams) => questions(params ?? {})),
  )
  connection.onRequest(
    specsRequest,
    guard('specs', noSpecs, async (params: SpecsParams | undefined) => {
      const { changed: now, removed, ...rest } = await index.since(params?.since ?? 0, longestWait)
      return {
        ...rest,
        changed: now.map(({ entry }) => entry),
        removed: removed.map(({ entry }) => entry.uri),
        leftOut: leftOut(),
      }
    }),
  )
  connection.onNotification(readSpecs, ({ on }: ReadSpecsParams) => {
    if (on) index.resume()
    else index.stop()
    changed()
  })
  connection.onRequest(
    itemsRequest,
    guard('items', [], async (params: TraceParams) => {
      const feature = await featureAt(params)
      return feature ? itemsOf(feature, address) : []
    }),
  )
  connection.onRequest(
    explainLineRequest,
    guard('explainLine', [], async ({ uri, line }: ExplainLineParams) => {
      const document = documents.get(uri)
      const { feature, spec } = document ? await analyser.read(document) : { feature: undefined, spec: undefined }
      if (!document || !feature || !spec) return []
      const start = document.offsetAt({ line, character: 0 })
      return explainLine(feature, spec, { start, end: lineEnd(spec.document.text, start) })
    }),
  )
  connection.onRequest(
    traceRequest,
    guard('trace', null, async (params: TraceParams): Promise<TraceModel | null> => {
      const feature = await featureAt(params)
      return feature ? traceModel(feature, address, await evidence.of(feature)) : null
    }),
  )
  connection.onRequest(
    traceTextRequest,
    guard('traceText', '', async (params: TraceParams): Promise<string> => {
      const feature = await featureAt(params)
      return feature ? traceText(feature, address, await evidence.of(feature)) : ''
    }),
  )
  connection.onRequest(
    rulePageRequest,
    guard('rulePage', null, async ({ code }: { code: string }) => {
      const rule = allRules.find((one) => one.code === code)
      return rule ? `${pageOfRule(rule)}\n[${t('Open this page on the web')}](${pageUrl(code)})\n` : null
    }),
  )
}
