// The clients of the reliability report: the real editors, tested as `npm test` does.
import { editors, isInstalled, tryEditor } from '../editors/run.mjs'

const counted = ({ passed, failed }) =>
  failed === 0 ? `${passed} tests pass` : `**${failed} of ${passed + failed} tests fail**`

export const clients = [
  {
    name: 'Clients',
    head: 'client',
    async run() {
      const { runVscodeTests } = await import('../vscode/run.mjs')
      const { runWebTests } = await import('../vscode/web.mjs')
      const rows = [
        {
          subject: 'VS Code, from the source tree and from the packed extension',
          result: counted(await runVscodeTests()),
        },
        { subject: 'VS Code in a browser, from the packed extension', result: counted(await runWebTests()) },
      ]
      for (const editor of editors) {
        const version = isInstalled(editor) ? await tryEditor(editor) : undefined
        rows.push({
          subject: [editor.name, version].filter(Boolean).join(' '),
          result: version ? 'works as expected' : 'not installed, so not run',
        })
      }
      return rows
    },
  },
]
