// All trials, in the order of the report.
import { crashes } from './crashes.ts'
import { frames } from './frames.ts'
import { documents, edits, previews } from './texts.ts'
import type { Trial } from './trial.ts'
import { twin } from './twin.ts'

export const trials: readonly Trial[] = [documents, edits, twin, frames, previews, crashes]
