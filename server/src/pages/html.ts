// The document of a page, for a webview and as one file. Strict either way: no script and no style but its own, and what
// is shown arrives as data.
import { escaped } from './element.ts'
import type { Shown } from './messages.ts'

const body = '<div id="root"></div>'

const documentOf = (policy: string, title: string, head: string, rest: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${head}
</head>
<body>
${body}
${rest}
</body>
</html>
`

/** The document in a webview. @param source what a webview may load from, as VS Code names it. */
export function webviewHtml(
  title: string,
  { script, style, source }: Record<'script' | 'style' | 'source', string>,
): string {
  const policy = `default-src 'none'; style-src ${source}; script-src ${source}`
  const head = `<link rel="stylesheet" href="${escaped(style)}">`
  return documentOf(policy, title, head, `<script src="${escaped(script)}"></script>`)
}

/** The document as one file. */
export async function fileHtml(
  title: string,
  shown: Shown,
  { script, style }: Record<'script' | 'style', string>,
): Promise<string> {
  const code = script.replaceAll('</script', '<\\/script')
  const policy = `default-src 'none'; style-src 'sha256-${await digest(style)}'; script-src 'sha256-${await digest(code)}'`
  const data = JSON.stringify(shown).replaceAll('<', '\\u003c')
  const rest = `<script type="application/json" id="shown">${data}</script>\n<script>${code}</script>`
  return documentOf(policy, title, `<style>${style}</style>`, rest)
}

/** SHA-256 of a text, in base64. */
async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
}
