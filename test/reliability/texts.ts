// The trials that read, edit and preview generated texts.
import fc from 'fast-check'
import { assertPreview, previewed } from '../support/preview.ts'
import { assertReadable, assertSameAfterEdits, someEdits, text } from '../support/reading.ts'
import { lossesOf, type Trial } from './trial.ts'

export const documents: Trial = {
  name: 'Documents are read',
  unit: 'documents',
  loss: 'an exception, or a span outside of its text',
  batch: 5_000,
  goal: 1_000_000,
  short: 300,
  run: (seed, count) => lossesOf(text, assertReadable, seed, count),
}

export const edits: Trial = {
  name: 'Documents are edited, and reading incrementally is compared with reading from scratch',
  unit: 'sequences of edits',
  loss: 'a fact that differs',
  batch: 1_000,
  goal: 100_000,
  short: 200,
  run: (seed, count) =>
    lossesOf(fc.tuple(text, someEdits), ([first, all]) => assertSameAfterEdits(first, all), seed, count),
}

export const previews: Trial = {
  name: 'Documents are shown in the Markdown preview',
  unit: 'documents',
  loss: 'markup or words that differ from the preview without the extension',
  batch: 10_000,
  goal: 1_000_000,
  short: 300,
  run: (seed, count) => lossesOf(previewed, assertPreview, seed, count),
}
