// The script of a page. Its content is a message of the editor, or part of the document if the page is a file. The bundle
// of the language, except for English, is always part of the document.
import { type Bundle, useLanguage } from '../../server/src/base/l10n.ts'
import type { ToPage } from '../../server/src/pages/messages.ts'
import { createComparison } from './comparison.ts'
import { createDashboard } from './dashboard.ts'
import { inEditor, tell } from './host.ts'
import { createTracePage } from './trace.ts'

const root = document.getElementById('root') as HTMLElement
let trace: ReturnType<typeof createTracePage> | undefined
let dashboard: ReturnType<typeof createDashboard> | undefined
let comparison: ReturnType<typeof createComparison> | undefined

function take(message: ToPage): void {
  if (message.type === 'trace') {
    trace ??= createTracePage(root)
    trace.show(message.model)
  } else if (message.type === 'dashboard') {
    dashboard ??= createDashboard(root)
    dashboard.show(message.model)
  } else if (message.type === 'comparison') {
    comparison ??= createComparison(root)
    comparison.show(message.model)
  } else trace?.highlight(message.items)
}

/** The data with an id in the document, see `html.ts`. */
function dataOf<T>(id: string): T | undefined {
  const script = document.getElementById(id)
  return script ? (JSON.parse(script.textContent ?? '') as T) : undefined
}

useLanguage(dataOf<Bundle>('l10n'), document.documentElement.lang)
const shown = dataOf<ToPage>('shown')
if (shown) take(shown)
if (inEditor) {
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => take(data))
  tell({ type: 'ready' })
}
