// Regular expressions of rule packs, in linear time: states are followed side by side, nothing is tried twice. Of the syntax
// of JavaScript: letters, `.`, classes, `\d` `\w` `\s`, groups, `|`, `* + ? {n,m}`, `^`, `$`; no back references, no look-around, no
// `\b` and no `\p`.

/** Tells whether a text has a match somewhere. */
export type Pattern = (text: string) => boolean

/** A state: takes a character, or goes on to others without one. */
interface State {
  takes?: (character: string) => boolean
  edge?: 'start' | 'end'
  to: number[]
}

const mostStates = 1000
const longest = 200
const mostSteps = 20_000

/** @throws Error with words for the author, when it is not understood, or larger than what is allowed. */
export function compilePattern(source: string): Pattern {
  if (source.length > longest) throw new Error(`is longer than ${longest} characters`)
  const states: State[] = []
  const add = (state: State): number => {
    if (states.length >= mostStates) throw new Error('repeats too much')
    return states.push(state) - 1
  }
  let at = 0
  let steps = 0
  const step = (): void => {
    if (++steps > mostSteps) throw new Error('repeats too much')
  }
  const peek = (): string => source[at] ?? ''

  // Each part is built backwards: it is given where it leads, and says where it starts.
  type Part = (to: number) => number
  const alternatives = (): Part => {
    const all = [sequence()]
    while (peek() === '|') {
      at++
      all.push(sequence())
    }
    return (to) => (all.length === 1 ? (all[0] as Part)(to) : add({ to: all.map((one) => one(to)) }))
  }
  const sequence = (): Part => {
    const parts: Part[] = []
    while (at < source.length && peek() !== '|' && peek() !== ')') parts.push(repeated(atom()))
    return (to) => parts.reduceRight((next, part) => part(next), to)
  }
  const repeated = (part: Part): Part => {
    const [all, few, many] = /^(?:\{(\d+)(?:(,)(\d*))?\})/.exec(source.slice(at)) ? quantifier() : simple()
    if (all === '') return part
    at += all.length
    if (peek() === '?') at++ // lazy: the same texts match
    if (/[*+{]/.test(peek())) throw new Error(`has a repetition of a repetition at ${at + 1}`)
    if (few > 100 || (many !== Number.POSITIVE_INFINITY && many > 100)) throw new Error('repeats more than 100 times')
    if (many < few) throw new Error(`has a repetition from ${few} to ${many}`)
    return (to) => {
      step()
      let next = to
      if (many === Number.POSITIVE_INFINITY) {
        const loop = add({ to: [to] })
        states[loop]?.to.push(part(loop))
        next = loop
      } else
        for (let k = few; k < many; k++) {
          step()
          next = add({ to: [part(next), to] })
        }
      for (let k = 0; k < few; k++) {
        step()
        next = part(next)
      }
      return next
    }
  }
  const simple = (): [string, number, number] => {
    const c = peek()
    if (c === '*') return [c, 0, Number.POSITIVE_INFINITY]
    if (c === '+') return [c, 1, Number.POSITIVE_INFINITY]
    return c === '?' ? [c, 0, 1] : ['', 1, 1]
  }
  const quantifier = (): [string, number, number] => {
    const [all = '', few, comma, many] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(source.slice(at)) ?? []
    return [all, Number(few), comma === undefined ? Number(few) : many ? Number(many) : Number.POSITIVE_INFINITY]
  }
  const atom = (): Part => {
    const c = peek()
    if (c === '(') {
      at++
      if (source.startsWith('?:', at)) at += 2
      else if (peek() === '?') throw new Error(`has "(?" at ${at}: look-around and names are not allowed`)
      const part = alternatives()
      if (peek() !== ')') throw new Error('has a "(" without a ")"')
      at++
      return part
    }
    if (c === '^' || c === '$') {
      at++
      return (to) => add({ edge: c === '^' ? 'start' : 'end', to: [to] })
    }
    if (/[*+?{]/.test(c)) throw new Error(`has nothing to repeat at ${at + 1}`)
    const taken = /^(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?:[dDwWsS]|[^\w\s])|[^\\[])/u.exec(source.slice(at))?.[0]
    if (taken === undefined)
      throw new Error(`has something at ${at + 1} that is not allowed: ${source.slice(at, at + 2)}`)
    at += taken.length
    const one = new RegExp(`^${/[\]}]/.test(taken[0] as string) ? `\\${taken}` : taken}$`, 'u') // of one character: no time
    return (to) => add({ takes: (character) => one.test(character), to: [to] })
  }

  const whole = alternatives()
  if (at < source.length) throw new Error('has a ")" without a "("')
  const last = add({ to: [] })
  const first = whole(last)

  return (text) => {
    const characters = [...text]
    let now = new Set<number>()
    const follow = (state: number, k: number, into: Set<number>): void => {
      const waiting = [state]
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        if (into.has(one)) continue
        const { takes, edge, to } = states[one] as State
        if ((edge === 'start' && k > 0) || (edge === 'end' && k < characters.length)) continue
        into.add(one)
        if (!takes) waiting.push(...to)
      }
    }
    for (let k = 0; k <= characters.length; k++) {
      follow(first, k, now)
      if (now.has(last)) return true
      const then = new Set<number>()
      for (const one of now) {
        const { takes, to } = states[one] as State
        if (takes && k < characters.length && takes(characters[k] as string))
          for (const next of to) follow(next, k + 1, then)
      }
      now = then
    }
    return false
  }
}
