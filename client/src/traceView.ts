// The traceability page of a specification. The page and the documents highlight the same items.

import { posix } from 'node:path'
import {
  type Disposable,
  type ExtensionContext,
  OverviewRulerLane,
  type TextEditor,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { decode } from '../../server/src/base/decode.ts'
import { isSpecName } from '../../server/src/base/fileNames.ts'
import { t } from '../../server/src/base/l10n.ts'
import { encodeDestination } from '../../server/src/base/uri.ts'
import { traceRequest, traceTextRequest } from '../../server/src/lsp/messages.ts'
import { fileHtml } from '../../server/src/pages/html.ts'
import type { ExportFormat, FromPage } from '../../server/src/pages/messages.ts'
import type { PageItem, TraceModel } from '../../server/src/pages/traceModel.ts'
import type { News } from './news.ts'
import { language, openBesidePage, openPage, type Page } from './page.ts'
import { itemsAt, placesOf } from './tracePlaces.ts'

interface Shown {
  page: Page
  uri: string
  model: TraceModel
}

/** Creates the pages and keeps them up to date. `show` is the command `specwise.showTraceability`. */
export function createTraceViews(
  client: BaseLanguageClient,
  news: News,
  context: ExtensionContext,
): Disposable & { show(uri: string): Promise<void> } {
  const shown = new Map<string, Shown>()
  const pointed = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.wordHighlightStrongBackground'),
    borderWidth: '1px',
    borderStyle: 'solid',
    borderColor: new ThemeColor('editor.wordHighlightStrongBorder'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  })
  const ask = (uri: string): Promise<TraceModel | null> =>
    client.state === State.Running
      ? client.sendRequest<TraceModel | null>(traceRequest, { uri }).catch(() => null)
      : Promise.resolve(null)

  async function show(uri: string): Promise<void> {
    const model = await ask(uri)
    if (!model) {
      void window.showInformationMessage(t('This document is not part of a specification'))
      return
    }
    const key = model.documents[0] ?? uri
    const existing = shown.get(key)
    if (existing) {
      existing.page.panel.reveal()
      return
    }
    const beside = window.activeTextEditor && model.documents.includes(addressOf(window.activeTextEditor))
    const column = beside ? ViewColumn.Beside : ViewColumn.Active
    const page = openPage(context, { type: 'specwise.traceability', title: titleOf(key), column }, (message) =>
      hear(entry, message),
    )
    const entry: Shown = { page, uri: key, model }
    shown.set(key, entry)
    page.panel.onDidDispose(() => {
      shown.delete(key)
      point(undefined, null)
      page.dispose()
    })
    page.post({ type: 'trace', model })
    light(window.activeTextEditor)
  }

  function hear(entry: Shown, message: FromPage): void {
    if (message.type === 'open') void open(entry, entry.model.items[message.item])
    else if (message.type === 'hover') point(entry.model, message.item)
    else if (message.type === 'export')
      save(entry, message.format, message.text).catch((error: unknown) =>
        window.showErrorMessage(t('Export failed: {0}', error instanceof Error ? error.message : String(error))),
      )
  }

  async function open({ model, page }: Shown, item: PageItem | undefined): Promise<void> {
    const uri = item && model.documents[item.document]
    if (uri) await openBesidePage(page, uri, item.line)
  }

  /** Highlights an id in the visible documents. */
  function point(model: TraceModel | undefined, k: number | null): void {
    const item = k === null ? undefined : model?.items[k]
    for (const editor of window.visibleTextEditors) {
      const document = model?.documents.indexOf(addressOf(editor)) ?? -1
      editor.setDecorations(pointed, item && document >= 0 ? placesOf(editor, item, document) : [])
    }
  }

  /** Highlights on the pages the items at the cursor. */
  function light(editor: TextEditor | undefined): void {
    if (!editor) return
    for (const { page, model } of shown.values()) {
      const document = model.documents.indexOf(addressOf(editor))
      if (document >= 0) page.post({ type: 'highlight', items: itemsAt(model, editor, document) })
    }
  }

  async function refresh(): Promise<void> {
    for (const entry of shown.values()) {
      const model = await ask(entry.uri)
      const title = titleOf(entry.uri)
      entry.page.panel.title = model || client.state !== State.Running ? title : t('{0} (moved or deleted)', title)
      if (!model || JSON.stringify(model) === JSON.stringify(entry.model)) continue
      entry.model = model
      entry.page.post({ type: 'trace', model })
      light(window.activeTextEditor) // with the indexes of the new model
    }
  }

  async function save({ model, uri }: Shown, format: ExportFormat, drawing: string | undefined): Promise<void> {
    const ending = format === 'markdown' ? 'md' : format
    const defaultUri = Uri.joinPath(Uri.parse(uri), '..', `traceability.${ending}`)
    const target = await window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [ending] } })
    if (!target) return
    const text =
      format === 'svg'
        ? (drawing ?? '')
        : format === 'markdown'
          ? model.documents.reduce(
              (all, address) => all.replaceAll(`(${address}#`, `(${linkFrom(target, address)}#`),
              await client.sendRequest<string>(traceTextRequest, { uri }),
            )
          : await asFile({ ...model, documents: model.documents.map((address) => linkFrom(target, address)) })
    await workspace.fs.writeFile(target, new TextEncoder().encode(text))
    if (format === 'markdown') await window.showTextDocument(target)
    else void window.showInformationMessage(t('Saved {0}', workspace.asRelativePath(target)))
  }

  async function asFile(model: TraceModel): Promise<string> {
    const read = async (name: string): Promise<string> =>
      decode(await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', name)))
    const [script, style] = [await read('page.js'), await read('page.css')]
    return fileHtml(t('Traceability: {0}', model.title), { type: 'trace', model }, { script, style }, language())
  }

  const listening = [
    news.onSpecs(() => void refresh()),
    window.onDidChangeTextEditorSelection(({ textEditor }) => light(textEditor)),
    pointed,
  ]
  return {
    show,
    dispose() {
      for (const item of [...listening, ...[...shown.values()].map(({ page }) => page)]) item.dispose()
    },
  }
}

/** A relative link from a file to a document, so that no path of this machine is in the file. */
const linkFrom = (target: Uri, uri: string): string =>
  encodeDestination(posix.relative(posix.dirname(target.path), Uri.parse(uri).path))

const addressOf = ({ document }: TextEditor): string => document.uri.toString()

/** The title of a page, with the name of the specification's folder, or of its file. */
function titleOf(uri: string): string {
  const { path } = Uri.parse(uri)
  return t('Traceability: {0}', posix.basename(isSpecName(posix.basename(path)) ? posix.dirname(path) : path))
}
