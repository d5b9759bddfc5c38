// Replaces the part of the editor's Markdown support that the tests need. The server from npm has it only for Node, where it
// neither terminates on other file systems nor renders documents that another extension host has opened.
import MarkdownIt from 'markdown-it'
import * as vscode from 'vscode'

type Plugins = { extendMarkdownIt(md: MarkdownIt): MarkdownIt }

/** Registers headings as symbols, and the command that renders a document with the plug-in of the extension under test. */
export function markdownSupport(): vscode.Disposable[] {
  const headings = {
    provideDocumentSymbols: (document: vscode.TextDocument) =>
      document
        .getText()
        .split('\n')
        .flatMap((line, k) => {
          if (!/^#{1,6} /.test(line)) return []
          const range = new vscode.Range(k, 0, k, line.length)
          return [new vscode.DocumentSymbol(line, '', vscode.SymbolKind.String, range, range)]
        }),
  }
  const render = async (document: vscode.TextDocument): Promise<string> => {
    const plugins = await vscode.extensions.getExtension<Plugins>('specwise.specwise')?.activate()
    const md = new MarkdownIt()
    return (plugins?.extendMarkdownIt(md) ?? md).render(document.getText())
  }
  return [
    vscode.languages.registerDocumentSymbolProvider('markdown', headings),
    vscode.commands.registerCommand('markdown.api.render', render),
  ]
}
