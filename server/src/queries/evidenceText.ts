// The evidence for an item in words, for tables and hovers.
import { counted, t } from '../base/l10n.ts'
import type { Evidence } from '../evidence/evidence.ts'

/** What verifies an item, in a word or two with a sign; empty if nothing does. */
export function verifiedText({ verified, results }: Evidence): string {
  const count = (state: string): number => results.filter((one) => one.state === state).length
  switch (verified) {
    case 'failing':
      return `✗ ${counted(count('failed'), '{0} test fails', '{0} tests fail')}`
    case 'passing':
      return `✓ ${counted(count('passed'), '{0} test passes', '{0} tests pass')}`
    case 'test':
      return t('named in a test')
    case 'code':
      return t('named in code')
    case 'none':
      return ''
  }
}
