// specwise trace --format html: the page of traceability of one specification, as one file.
import { fileHtml } from '../pages/html.ts'
import type { TraceModel } from '../pages/traceModel.ts'
import { traceModel } from '../queries/traceModel.ts'
import type { Files } from '../workspace/files.ts'
import { addressFrom, eachFeature, type Found } from './trace.ts'

/** The script and the style of pages, as the build made them. */
export interface PageParts {
  script: string
  style: string
}

/** The text of the page, of the first specification, and what was found. */
export async function tracePage(
  files: Files,
  cwd: string,
  paths: readonly string[],
  parts: PageParts,
): Promise<Found & { text: string }> {
  let model: TraceModel | undefined
  const found = await eachFeature(files, cwd, paths, (feature) => {
    model ??= traceModel(feature, (path) => addressFrom(cwd, path))
  })
  const text = model ? await fileHtml(`Traceability: ${model.title}`, { type: 'trace', model }, parts) : ''
  return { ...found, text }
}
