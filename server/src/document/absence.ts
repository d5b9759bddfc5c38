// What a document says of files that are not there: "This specification has no `plan.md`: …".
import type { Document } from './model.ts'

const denials = new Map<string, RegExp>()

/** Whether a document says that there is no file of a name (`plan.md`), so that nobody misses it. Linear in its text. */
export function deniesFile({ text }: Pick<Document, 'text'>, file: string): boolean {
  const [stem = ''] = file.split('.')
  const denial =
    denials.get(stem) ??
    new RegExp(
      String.raw`\b(?:no|without|not\s+need|needs?\s+no)\s+(?:an?\s+|any\s+|separate\s+|own\s+){0,2}[\x60"'*(]{0,3}${stem}\.md\b`,
      'i',
    )
  denials.set(stem, denial)
  return denial.test(text)
}
