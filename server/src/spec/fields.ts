// Metadata: the lines `**Key**: value` between the title and the first section.
import type { Scan } from '../markdown/blocks.ts'
import type { Field, Section } from './model.ts'
import { isMetadata } from './sections.ts'

// **Key**: value | **Key:** value | Key: value, with an ASCII or a full-width colon
const line =
  /^(?:\*\*([^*:：\n]{1,60})\*\*[ \t]*[:：]|\*\*([^*:：\n]{1,60})[:：]\*\*|([\p{Lu}\p{Lo}][\p{L} ]{0,40})[:：](?=[ \t]|$))[ \t]*/u

/** Fields stand between the title and the next heading; in a document without title, above the first heading. */
export function readFields(scan: Scan, sections: Section[]): Field[] {
  const title = sections.findIndex((section) => section.level === 1)
  const start = title > 0 ? (sections[title] as Section).start : 0
  const end = sections[title + 1]?.start ?? scan.text.length
  const fields: Field[] = []
  for (const block of scan.blocks) {
    if (block.start >= end) break
    if (block.start < start) continue
    if (block.type !== 'paragraph' && !(block.type === 'heading' && isMetadata(scan, block))) continue
    for (let k = block.from; k < block.to; k++) {
      const start = scan.lines[2 * k] as number
      const stop = scan.lines[2 * k + 1] as number
      const match = line.exec(scan.text.slice(start, Math.min(stop, start + 400)))
      const key = match?.[1] ?? match?.[2] ?? match?.[3]
      if (!match || !key) continue
      const at = start + match[0].indexOf(key)
      const from = Math.min(start + match[0].length, stop)
      fields.push({
        start,
        end: stop,
        key: key.trim(),
        name: { start: at, end: at + key.length },
        value: scan.text.slice(from, stop),
        valueSpan: { start: from, end: stop },
      })
    }
  }
  return fields
}
