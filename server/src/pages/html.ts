// The document of a page, for a webview and as a single file. Both are strict: they allow only their script and style, and
// the content is data.
import type { Language } from '../base/l10n.ts'
import { escaped } from './element.ts'
import type { Shown } from './messages.ts'

const body = '<div id="root"></div>'

interface Parts {
  policy: string
  title: string
  head: string
  scripts: string
}

const documentOf = ({ policy, title, head, scripts }: Parts, { tag, bundle }: Language): string => `<!doctype html>
<html lang="${bundle ? escaped(tag) : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${head}
</head>
<body>
${body}
${bundle ? `${dataOf('l10n', bundle)}\n` : ''}${scripts}
</body>
</html>
`

const english: Language = { tag: 'en', bundle: undefined }

/** A script that the page reads as data; the data cannot end it. */
const dataOf = (id: string, data: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`

/** The document in a webview. @param source the origin that a webview may load from, as VS Code gives it. */
export function webviewHtml(
  title: string,
  { script, style, source }: Record<'script' | 'style' | 'source', string>,
  language = english,
): string {
  const policy = `default-src 'none'; style-src ${source}; script-src ${source}`
  const head = `<link rel="stylesheet" href="${escaped(style)}">`
  return documentOf({ policy, title, head, scripts: `<script src="${escaped(script)}"></script>` }, language)
}

/** The document as a single file. */
export async function fileHtml(
  title: string,
  shown: Shown,
  { script, style }: Record<'script' | 'style', string>,
  language = english,
): Promise<string> {
  const code = script.replaceAll('</script', '<\\/script')
  const policy = `default-src 'none'; style-src 'sha256-${await digest(style)}'; script-src 'sha256-${await digest(code)}'`
  const scripts = `${dataOf('shown', shown)}\n<script>${code}</script>`
  return documentOf({ policy, title, head: `<style>${style}</style>`, scripts }, language)
}

/** SHA-256 of a text, in base64. */
async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
}
