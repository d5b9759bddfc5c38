// The script of a page. What it shows arrives as a message in an editor, and stands in the document of a file.
import type { ToPage } from '../../server/src/pages/messages.ts'
import { createDashboard } from './dashboard.ts'
import { inEditor, tell } from './host.ts'
import { createTracePage } from './trace.ts'

const root = document.getElementById('root') as HTMLElement
let trace: ReturnType<typeof createTracePage> | undefined
let dashboard: ReturnType<typeof createDashboard> | undefined

function take(message: ToPage): void {
  if (message.type === 'trace') {
    trace ??= createTracePage(root)
    trace.show(message.model)
  } else if (message.type === 'dashboard') {
    dashboard ??= createDashboard(root)
    dashboard.show(message.model)
  } else trace?.highlight(message.items)
}

const own = document.getElementById('shown')
if (own) take(JSON.parse(own.textContent ?? '') as ToPage)
if (inEditor) {
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => take(data))
  tell({ type: 'ready' })
}
