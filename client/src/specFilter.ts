// The filter of the view: what is typed holds at once; Escape takes it back.
import { ThemeIcon, window } from 'vscode'

/** Asks for the words of the filter. @param set is called with each change. */
export function askFilter(now: string, set: (text: string) => void): void {
  const input = window.createInputBox()
  const clear = { iconPath: new ThemeIcon('clear-all'), tooltip: 'Clear the filter' }
  let accepted = false
  input.title = 'Filter specifications'
  input.placeholder = 'Words of the title, status, type or owner'
  input.value = now
  input.ignoreFocusOut = true // a click into the list that is filtered is no Escape
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
