// The page of a rule, which ships with the server. The code of a finding links to it, so it opens without a network.
import { commands, type Disposable, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { rulePageRequest } from '../../server/src/lsp/messages.ts'

const scheme = 'specwise-rule'

/** Provides the pages. The command `specwise.showRule` opens one in the Markdown preview. */
export function createRulePages(client: BaseLanguageClient): Disposable {
  const pages = workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const code = codeOf(path)
      return (await client.sendRequest<string | null>(rulePageRequest, { code })) ?? t('Unknown rule "{0}"', code)
    },
  })
  const show = commands.registerCommand('specwise.showRule', async (code?: unknown) => {
    if (typeof code !== 'string' || !/^[a-z][a-z-]*$/.test(code)) return
    const uri = Uri.from({ scheme, path: `/${code}.md` })
    await commands.executeCommand('markdown.showPreviewToSide', uri).then(undefined, () => window.showTextDocument(uri))
  })
  return { dispose: () => [pages, show].forEach((item) => void item.dispose()) }
}

const codeOf = (path: string): string => path.slice(1).replace(/\.md$/, '')
