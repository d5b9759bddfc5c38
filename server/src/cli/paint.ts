// Colors of text on a terminal.
import { styleText } from 'node:util'

export type Style = 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'underline'

/** Styles a text; returns it unchanged without colours. */
export type Paint = (style: Style, text: string) => string

export const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text
