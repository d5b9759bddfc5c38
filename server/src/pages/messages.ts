// What a page and the one who shows it say to each other.
import type { DashboardModel } from './dashboardModel.ts'
import type { TraceModel } from './traceModel.ts'

export type Shown = { type: 'trace'; model: TraceModel } | { type: 'dashboard'; model: DashboardModel }

/** To the page: what to show, or which items the writer is at. */
export type ToPage = Shown | { type: 'highlight'; items: readonly number[] }

export type ExportFormat = 'svg' | 'html' | 'markdown'

/** From the page. */
export type FromPage =
  | { type: 'ready' }
  /** An item, or an address, is to be opened. */
  | { type: 'open'; item: number }
  | { type: 'openUri'; uri: string }
  /** The item that the writer points at; null for none. */
  | { type: 'hover'; item: number | null }
  /** `text` is the drawing, for `svg`. */
  | { type: 'export'; format: ExportFormat; text?: string }
