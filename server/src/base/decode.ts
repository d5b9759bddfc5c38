// Decodes the bytes of a file. Owns the question which files and texts can be read, from the disk and in the editor.
import { t } from './l10n.ts'

/**
 * A larger text is not read: no person wrote it, and reading it would take seconds at each keystroke. In bytes for a file,
 * in UTF-16 code units for an open document.
 */
export const maxTextLength = 8_000_000

/** The message about a text that is larger than `maxTextLength`. */
export const tooLargeMessage = (): string => t('Larger than {0} MB', maxTextLength / 1e6)

/** Thrown for a file that can be opened, but is no text that can be read. */
export class UnsupportedText extends Error {}

const utf8 = new TextDecoder()

/** Decodes UTF-8 and drops a byte order mark. Throws `UnsupportedText` with a message for the user if the bytes are UTF-16. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff ? bytes[1] === 0xfe : bytes[0] === 0xfe && bytes[1] === 0xff)
    throw new UnsupportedText(t('UTF-16 is not supported: save the file as UTF-8'))
  if (isUnmarkedUtf16(bytes))
    throw new UnsupportedText(t('Looks like UTF-16 without a byte order mark: save the file as UTF-8'))
  return utf8.decode(bytes)
}

/** Whether every second of the first bytes is zero, as in Latin letters in UTF-16. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false
  const zeros = (from: number): boolean => [0, 2, 4, 6].every((k) => bytes[from + k] === 0)
  return zeros(0) !== zeros(1)
}
