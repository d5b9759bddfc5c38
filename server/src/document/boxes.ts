// What the mark of a task box means. The one owner of the question.
import type { Box } from '../markdown/blocks.ts'

const done = /[xX\u2713\u2714\u2705]/

/** Whether a box is ticked. `[-]`, `[~]` and the like are not. */
export const isDone = (box: Box | undefined): boolean => box !== undefined && done.test(box.mark)

/** Whether a box is empty: what it stands for is still to be done. */
export const isOpen = (box: Box | undefined): boolean => box !== undefined && box.mark.trim() === ''

/** Whether a box says that what it stands for was given up, or is something else: `[-]`, `[~]`, `[N/A]`. */
export const isOther = (box: Box | undefined): boolean => box !== undefined && !isDone(box) && !isOpen(box)
