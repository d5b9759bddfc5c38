// The page of a rule, which ships with the server: the code of a finding leads to it, without the network.
import { commands, type Disposable, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { rulePageRequest } from '../../server/src/lsp/messages.ts'

const scheme = 'specwise-rule'

/** Gives the pages; the command `specwise.showRule` opens one as Markdown is previewed. */
export function createRulePages(client: BaseLanguageClient): Disposable {
  const pages = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) =>
      (await client.sendRequest<string | null>(rulePageRequest, { code: codeOf(path) })) ?? 'There is no such rule.',
  })
  const show = commands.registerCommand('specwise.showRule', async (code?: unknown) => {
    if (typeof code !== 'string' || !/^[a-z][a-z-]*$/.test(code)) return
    const uri = Uri.from({ scheme, path: `/${code}.md` })
    await commands.executeCommand('markdown.showPreviewToSide', uri).then(undefined, () => window.showTextDocument(uri))
  })
  return { dispose: () => [pages, show].forEach((one) => void one.dispose()) }
}

const codeOf = (path: string): string => path.slice(1).replace(/\.md$/, '')
