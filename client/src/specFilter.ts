// The filter of the view. It applies while the user types; Escape restores the previous filter.
import { ThemeIcon, window } from 'vscode'
import { t } from '../../server/src/base/l10n.ts'

/** Asks for the words of the filter. @param set is called at each change. */
export function askFilter(now: string, set: (text: string) => void): void {
  const input = window.createInputBox()
  const clear = { iconPath: new ThemeIcon('clear-all'), tooltip: t('Clear Filter') }
  let accepted = false
  input.title = t('Filter Specifications')
  input.placeholder = t('Words from the title, status, type or owner')
  input.value = now
  input.ignoreFocusOut = true // a click into the filtered list must not cancel the filter
  input.buttons = [clear]
  input.onDidChangeValue(set)
  input.onDidTriggerButton(() => {
    input.value = ''
    set('')
  })
  input.onDidAccept(() => {
    accepted = true
    input.hide()
  })
  input.onDidHide(() => {
    if (!accepted) set(now)
    input.dispose()
  })
  input.show()
}
