// Reads the translations of the interface: `l10n/bundle.l10n.LANGUAGE.json`, the files that VS Code reads for the extension.
import { join } from 'node:path'
import { type Bundle, bundleNames } from '../base/l10n.ts'
import type { Files } from './files.ts'

/**
 * The translations for a language tag such as `zh-CN`; undefined for English, for languages without a translation, and where the
 * file cannot be read.
 * @param folder that holds the folder `l10n`.
 */
export async function translationsFor(
  files: Pick<Files, 'read'>,
  folder: string,
  tag: string | undefined,
): Promise<Bundle | undefined> {
  for (const name of bundleNames(tag)) {
    try {
      return JSON.parse(await files.read(join(folder, 'l10n', `bundle.l10n.${name}.json`))) as Bundle
    } catch {
      // There is none in this language.
    }
  }
  return undefined
}
