// The names of the roles of items, for readers.
import { t } from '../base/l10n.ts'
import type { Role } from '../templates/template.ts'

const names: Record<Role | 'specification' | 'item', () => string> = {
  story: () => t('story'),
  requirement: () => t('requirement'),
  criterion: () => t('criterion'),
  task: () => t('task'),
  decision: () => t('decision'),
  check: () => t('checklist item'),
  specification: () => t('specification'),
  item: () => t('item'),
}

/** The name of a role in the language of the reader, in lower case. */
export const roleName = (role: keyof typeof names): string => names[role]()
