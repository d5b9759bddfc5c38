// The messages between a page and its host.
import type { ComparisonModel } from './comparisonModel.ts'
import type { DashboardModel } from './dashboardModel.ts'
import type { TraceModel } from './traceModel.ts'

export type Shown =
  | { type: 'trace'; model: TraceModel }
  | { type: 'dashboard'; model: DashboardModel }
  | { type: 'comparison'; model: ComparisonModel }

/** To the page: what to show, or the items at the cursor. */
export type ToPage = Shown | { type: 'highlight'; items: readonly number[] }

export type ExportFormat = 'svg' | 'html' | 'markdown'

/** From the page. */
export type FromPage =
  | { type: 'ready' }
  /** Opens an item, or a line of a document, counted from 1. */
  | { type: 'open'; item: number }
  | { type: 'openUri'; uri: string; line?: number }
  /** The item under the pointer; null for none. */
  | { type: 'hover'; item: number | null }
  /** `text` is the drawing, for `svg`. */
  | { type: 'export'; format: ExportFormat; text?: string }
