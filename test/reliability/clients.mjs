// The clients that are executed: the real editors, played as `npm test` plays them.
import { editors, isInstalled, tryEditor } from '../editors/run.mjs'

const counted = ({ passed, failed }) =>
  failed === 0 ? `${passed} tests hold` : `**${failed} of ${passed + failed} tests fail**`

export const clients = [
  {
    name: 'Clients',
    head: 'client',
    async run() {
      const { runVscodeTests } = await import('../vscode/run.mjs')
      const { runWebTests } = await import('../vscode/web.mjs')
      const rows = [
        { what: 'VS Code, from the source tree and from the packed extension', told: counted(await runVscodeTests()) },
        { what: 'VS Code in a browser, from the packed extension', told: counted(await runWebTests()) },
      ]
      for (const editor of editors) {
        const version = isInstalled(editor) ? await tryEditor(editor) : undefined
        rows.push({
          what: [editor.name, version].filter(Boolean).join(' '),
          told: version ? 'all as it should be' : 'not installed, not run',
        })
      }
      return rows
    },
  },
]
