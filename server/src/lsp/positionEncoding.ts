// Converts columns for clients that count bytes (utf-8) or characters (utf-32), by LSP 3.17, "PositionEncodingKind". The server
// and all other clients use utf-16. The conversion sits between client and server, and sees every message.
import type { Message, MessageReader, MessageWriter } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { columnFrom, columnIn, type Encoding } from '../base/columns.ts'
import { pathOf } from '../base/uri.ts'
import type { Files } from '../workspace/files.ts'
import { clamped } from './documents.ts'

/** The encoding to use: utf-16 if it is offered or nothing is, since every client has to support it. */
export function chooseEncoding(offered: readonly unknown[] | undefined): Encoding {
  if (!offered || offered.includes('utf-16')) return 'utf-16'
  return (['utf-8', 'utf-32'] as const).find((one) => offered.includes(one)) ?? 'utf-16'
}

type Fields = Record<string, unknown>
type Change = Parameters<typeof clamped>[1]
type Convert = (line: string, column: number) => number
/** How the positions of a message are converted, and the texts of its documents. */
interface Way {
  convert: Convert
  textOf(uri: string): Promise<TextDocument | undefined>
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const isAddress = /^[a-z][\w+.-]*:/

/** The address of the document that an object is about. */
function addressIn({ uri, targetUri, textDocument, item }: Fields): string | undefined {
  const inner = [textDocument, item].find(isObject)
  const address = targetUri ?? uri ?? inner?.uri
  return typeof address === 'string' ? address : undefined
}

const isPosition = ({ line, character }: Fields): boolean => typeof line === 'number' && typeof character === 'number'

/**
 * A message with its positions converted, each by its line in the document that the nearest enclosing object is about.
 * @param from the document of the request, for an answer.
 */
async function converted(value: unknown, from: string | undefined, way: Way): Promise<unknown> {
  if (Array.isArray(value)) {
    // `[address, range]`: the arguments of a command.
    const about = typeof value[0] === 'string' && isAddress.test(value[0]) ? value[0] : from
    return Promise.all(value.map((one) => converted(one, about, way)))
  }
  if (!isObject(value)) return value
  if (isPosition(value)) {
    const document = from === undefined ? undefined : await way.textOf(from)
    if (!document) return value
    return { ...value, character: way.convert(lineOf(document, value.line as number), value.character as number) }
  }
  const about = addressIn(value) ?? from
  const now: Fields = {}
  for (const [key, one] of Object.entries(value)) {
    const place = placeOf(key, value, from) ?? about
    now[key] =
      key === 'data' && typeof (one as unknown[])?.[0] === 'number'
        ? await tokens(one as number[], about, way)
        : await converted(one, place, way)
  }
  return now
}

/** The document of a field that differs from that of its siblings. */
function placeOf(key: string, { from: caller }: Fields, asked: string | undefined): string | undefined {
  if (isAddress.test(key)) return key // the keys of `changes` are addresses
  if (key === 'originSelectionRange') return asked
  if (key === 'fromRanges') return (isObject(caller) ? addressIn(caller) : undefined) ?? asked
  return undefined
}

/** Semantic tokens: five numbers each, relative to the one before. */
async function tokens(data: readonly number[], uri: string | undefined, { convert, textOf }: Way): Promise<number[]> {
  const document = uri === undefined ? undefined : await textOf(uri)
  if (!document) return [...data]
  const now: number[] = []
  let [line, start, lastStart] = [0, 0, 0]
  for (let k = 0; k + 4 < data.length; k += 5) {
    const [lines, shift, length, type, modifiers] = data.slice(k, k + 5) as [number, number, number, number, number]
    line += lines
    start = lines > 0 ? shift : start + shift
    if (lines > 0) lastStart = 0
    const text = lineOf(document, line)
    const column = convert(text, start)
    now.push(lines, column - lastStart, convert(text, start + length) - column, type, modifiers)
    lastStart = column
  }
  return now
}

function lineOf(document: TextDocument, line: number): string {
  if (line >= document.lineCount) return ''
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
  return text.replace(/[\r\n]+$/, '')
}

/**
 * The two ends of a connection, with columns in the encoding of the client, which is chosen when it initializes.
 * @param files to read documents that are not open.
 */
export function withPositionEncoding<R extends MessageReader, W extends MessageWriter>(
  reader: R,
  writer: W,
  files: Files | undefined,
): { reader: R; writer: W } {
  let encoding: Encoding = 'utf-16'
  let isChosen = false
  let initialize: unknown
  const open = new Map<string, TextDocument>()
  const askedAbout = new Map<unknown, string>() // the documents of pending requests
  const textOf = async (uri: string): Promise<TextDocument | undefined> => {
    const path = pathOf(uri)
    const text = open.has(uri) || path === undefined ? undefined : await files?.read(path).catch(() => undefined)
    return open.get(uri) ?? (text === undefined ? undefined : TextDocument.create(uri, 'markdown', 0, text))
  }

  /** For a single message: each text is looked up once. */
  const way = (column: typeof columnIn): Way => {
    const cached = new Map<string, ReturnType<typeof textOf>>()
    return {
      convert: (line, at) => column(encoding, line, at),
      textOf(uri) {
        const text = cached.get(uri) ?? textOf(uri)
        cached.set(uri, text)
        return text
      },
    }
  }

  /** Each change refers to the text after the previous ones. */
  async function followed(params: Fields): Promise<Fields> {
    const { textDocument, contentChanges } = params as { textDocument: { uri: string }; contentChanges: Fields[] }
    const changes: unknown[] = []
    for (const change of contentChanges) {
      const now = await converted(change, textDocument.uri, way(columnFrom))
      changes.push(now)
      const before = open.get(textDocument.uri)
      if (before)
        open.set(textDocument.uri, TextDocument.update(before, [clamped(before, now as Change)], before.version + 1))
    }
    return { ...params, contentChanges: changes }
  }

  function choose({ id, params }: Fields): void {
    const { capabilities } = (isObject(params) ? params : {}) as {
      capabilities?: { general?: { positionEncodings?: unknown[] } }
    }
    isChosen = true
    encoding = chooseEncoding(capabilities?.general?.positionEncodings)
    initialize = id
  }

  async function incoming(message: Fields): Promise<Fields> {
    const { method, id } = message
    const params = isObject(message.params) ? message.params : undefined
    if (!params) return message
    const { textDocument } = params as { textDocument?: { uri: string; text?: string } }
    if (method === 'textDocument/didOpen' && textDocument)
      open.set(textDocument.uri, TextDocument.create(textDocument.uri, 'markdown', 0, textDocument.text ?? ''))
    if (method === 'textDocument/didClose' && textDocument) open.delete(textDocument.uri)
    if (method === 'textDocument/didChange') return { ...message, params: await followed(params) }
    const about = addressIn(params)
    if (id !== undefined && about !== undefined) askedAbout.set(id, about)
    return { ...message, params: await converted(params, undefined, way(columnFrom)) }
  }

  async function outgoing(message: Fields): Promise<Fields> {
    const { id, method } = message
    if (method !== undefined) return { ...message, params: await converted(message.params, undefined, way(columnIn)) }
    const about = askedAbout.get(id)
    askedAbout.delete(id)
    if (id === initialize && isObject(message.result)) {
      initialize = undefined
      return {
        ...message,
        result: {
          ...message.result,
          capabilities: { ...(message.result.capabilities as Fields), positionEncoding: encoding },
        },
      }
    }
    return 'result' in message ? { ...message, result: await converted(message.result, about, way(columnIn)) } : message
  }

  // In sequence in each direction, since some wait for a file. What cannot be converted is passed on: the server reports the error.
  let read = Promise.resolve()
  let written = Promise.resolve()
  const ownReader: R = Object.create(reader)
  ownReader.listen = (hear) =>
    reader.listen((message) => {
      const fields = message as unknown as Fields
      if (fields.method === 'initialize' && !isChosen) choose(fields)
      if (encoding === 'utf-16') hear(message)
      else read = read.then(async () => hear((await incoming(fields).catch(() => fields)) as unknown as Message))
    })
  const ownWriter: W = Object.create(writer)
  ownWriter.write = (message) => {
    if (encoding === 'utf-16') return writer.write(message)
    const next = written.then(async () =>
      writer.write((await outgoing(message as unknown as Fields)) as unknown as Message),
    )
    written = next.catch(() => {})
    return next
  }
  return { reader: ownReader, writer: ownWriter }
}
