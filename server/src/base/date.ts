// Dates in the local time of the server.
import { counted, t } from './l10n.ts'

/** Today in local time, in the form `2026-11-23`. */
export function today(now = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** How long ago a date is, for display: `today`, `3 days`, `2 months`, `1 year`. */
export function ageOf(date: Date, now = Date.now()): string {
  const days = Math.max(0, Math.floor((now - date.getTime()) / 86_400_000))
  if (days === 0) return t('today')
  if (days < 60) return counted(days, '{0} day', '{0} days')
  if (days < 730) return counted(Math.floor(days / 30.4), '{0} month', '{0} months')
  return counted(Math.floor(days / 365.25), '{0} year', '{0} years')
}
