// The labels of an entry of the decision log, and what was decided in one.

// What the lines of an entry are called, in the languages that templates are known in.
export const labels = {
  context: /^(?:context|kontext|contexte|contexto|contesto|上下文|背景)$/i,
  answer:
    /^(?:decision|answer|resolution|entscheidung|antwort|décision|réponse|decisi[oó]n|respuesta|decisão|resposta|决定|決定|答案|回答)$/i,
  reason: /^(?:rationale|reason|why|begründung|raison|justification|razón|motivo|理由|原因)$/i,
  references: /^(?:references?|links?|verweise|références|referencias|referências|参考)$/i,
}

export const labelled =
  /^([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?([\p{L} ]{2,30}?)[ \t]*(?:(?:\*\*|__)[ \t]*[:：]|[:：][ \t]*(?:\*\*|__)?)[ \t]*)(.*)$/u

/** What was decided in an entry, on one line; undefined where nothing stands behind the label. */
export function decisionIn(text: string): string | undefined {
  for (const line of text.split(/\r\n?|\n/)) {
    const [, , label = '', words = ''] = line.length < 4000 ? (labelled.exec(line) ?? []) : []
    if (labels.answer.test(label.trim()) && words.trim() !== '') return words.trim()
  }
  return undefined
}
