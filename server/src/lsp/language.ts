// The language of what the server says: the client sends the translations with `initialize`, or only its locale.
import type { InitializeParams } from 'vscode-languageserver'
import { type Bundle, useLanguage } from '../base/l10n.ts'
import type { Host } from './host.ts'
import type { InitializationOptions } from './messages.ts'

/** Chooses the language of the process by what a client sends; English if there is no translation. */
export async function chooseLanguage(params: InitializeParams, translations: Host['translations']): Promise<void> {
  const { locale } = params
  const { l10n } = (params.initializationOptions ?? {}) as InitializationOptions
  const sent = isBundle(l10n) ? l10n : undefined
  useLanguage(sent ?? (await translations?.(locale)), locale)
}

const isBundle = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
