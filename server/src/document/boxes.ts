// What the mark of a task box means.
import type { Document } from './model.ts'

/** Whether a box is ticked. `[-]`, `[~]` and the like are not. */
export const isDone = (document: Document, { box }: { box: { start: number; end: number } | undefined }): boolean =>
  box !== undefined && /[xX\u2713\u2714\u2705]/.test(document.text.slice(box.start, box.end))
