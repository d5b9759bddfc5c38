// specwise trace --format html: the traceability of a specification as a single HTML file.
import { currentLanguage, t } from '../base/l10n.ts'
import { fileHtml } from '../pages/html.ts'
import type { TraceModel } from '../pages/traceModel.ts'
import { traceModel } from '../queries/traceModel.ts'
import type { Files } from '../workspace/files.ts'
import { eachFeature, type Found } from './eachFeature.ts'
import { readEvidence } from './evidence.ts'
import { addressFrom } from './trace.ts'

/** The script and the style of pages, as the build makes them. */
export interface PageParts {
  script: string
  style: string
}

/**
 * The page of the first specification as text, and what was found.
 * @param reports of tests; undefined without evidence. Rejects if one of them does not exist.
 */
export async function tracePage(
  files: Files,
  cwd: string,
  paths: readonly string[],
  parts: PageParts,
  reports?: readonly string[],
): Promise<Found & { text: string }> {
  let model: TraceModel | undefined
  const evidenceFor = reports && (await readEvidence(files, cwd, paths, reports))
  const found = await eachFeature(files, cwd, paths, (feature) => {
    model ??= traceModel(
      feature,
      (path) => addressFrom(cwd, path),
      evidenceFor && ((definition) => evidenceFor(feature, definition)),
    )
  })
  const text = model
    ? await fileHtml(t('Traceability: {0}', model.title), { type: 'trace', model }, parts, currentLanguage())
    : ''
  return { ...found, text }
}
