// Whether a value in YAML is a secret that somebody wrote down. In doubt it is none: names of secrets, references,
// templates, types, dummies, sentences.
import { isScalar } from 'yaml'
import { everything, plain, textAt, type Value } from '../../manifests/manifest.ts'

// What a key says of its value, without hyphens: a secret itself, whatever it looks like; or one that looks random.
const certain = /(?:^|_)(?:\w*password|passwd|passphrase|pwd|apikey|privatekey|clientsecret)$/i
const likely =
  /(?:^|_)(?:token|secretaccesskey|accesskey|secretkey|accesskeyid|(?:app|shared|signing|webhook|session|jwt)secret)$|^secret$/i

// Kinds that hold ciphertext, or the names under which secrets are kept.
const holders = /^(?:Sealed|ClusterExternal|External|Push)Secret$|SecretStore$/

/** The values below a place that are secrets in plain text. */
export function secretsIn(root: Value): Value[] {
  if (holders.test(textAt(root, 'kind') ?? '')) return []
  return everything(root).filter((one) => {
    const text = plain(one)?.trim()
    if (text === undefined || text.length > 4000 || !isOwn(one)) return false
    if (isKnownForm(text)) return true
    if (one.name !== '[]') return isSecret(keyOf(one), text)
    // `- DB_PASSWORD=…`, `--password=…`
    const [, key, value = ''] = /^-{0,2}([A-Za-z_][\w-]*)=(\S+)$/.exec(text) ?? []
    return key !== undefined && isSecret(key, value)
  })
}

/** Not encrypted, and not of a tag that says how it is read (`!vault`, `!reference`). */
function isOwn(one: Value): boolean {
  for (let above = one.above; above; above = above.above) if (above.name === 'encryptedData') return false
  const { node } = one
  return !(isScalar(node) && typeof node.tag === 'string' && node.tag.startsWith('!'))
}

/** `name: DB_PASSWORD` with `value:` beside it is one pair. */
function keyOf({ name, above }: Value): string {
  if (name !== 'value' || !above) return name
  return textAt(above, 'name') ?? name
}

// `apiKey`, `api_key` and `API-KEY` are one word; so are `clientSecret` and `AWS_SECRET_ACCESS_KEY`.
const wordOf = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .replace(
      /(api|access|secret|private|client|app|shared|signing|webhook|session|jwt)_(?=(?:access_)?(?:key|secret)\b|(?:access_)?(?:key|secret)_id\b)/gi,
      '$1',
    )
    .replace(/access_key/gi, 'accesskey')
    .replace(/key_id$/i, 'keyid')

/** A text that is a secret whatever stands before it: keys of known services, private keys, addresses with a password. */
const isKnownForm = (text: string): boolean =>
  (/^(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abpr]-[\w-]{20,}|AKIA[0-9A-Z]{16}|sk[-_]live[-_]\w{16,})$/.test(
    text,
  ) &&
    !/example|xxx/i.test(text)) ||
  (/-----BEGIN (?:\w+ )*PRIVATE KEY-----\s+\S{20}/.test(text) && !/\.\.\.|…/.test(text)) ||
  isSecretPart(/^[a-z][\w+.-]*:\/\/[^\s:/@]+:([^\s:/@]{4,})@/i.exec(text)?.[1])

const isSecretPart = (text: string | undefined): boolean => text !== undefined && !isNone(text) && !isReference(text)

function isSecret(key: string, text: string): boolean {
  if (key.includes('/') || isNone(text) || isReference(text)) return false
  const word = wordOf(key)
  return certain.test(word) || (likely.test(word) && looksRandom(text))
}

const dummies =
  /^(?:[x*.•_0-]+|none|null|nil|true|false|yes|no|on|off|enabled|disabled|redacted|secret|password|passwd|token|todo|tbd|test|foo|bar|sample|optional|required|generated|random|auto|string|str|integer|int|text|bool|boolean|number|object|array|bytes|varchar|header|query|cookie|basic|bearer)$|change[-_ ]?me|replace|your[-_ ]|my[-_ ]?(?:secret|password|token|key)|example|dummy|placeholder|fake|not[-_ ]?a[-_ ]?(?:real|secret)|redacted|insert|fill[-_ ]?in|s3cr3t|hunter2|[<>•…]|\*\*\*|\.\.\.|xxx/i

/** Too short, a dummy (also in base64, as `data` of a Secret has it), or a sentence. */
function isNone(text: string): boolean {
  if (text.length < 4 || /\s/.test(text) || dummies.test(text)) return true
  if (!/^[\w+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return false
  try {
    return dummies.test(atob(text).trim())
  } catch {
    return false
  }
}

/** Where it is kept, or what it is called, rather than what it is. */
const isReference = (text: string): boolean =>
  /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|_+[A-Z_]+_+|X-[A-Za-z-]+)$/.test(text) || // a variable, a header
  /^(?:[a-z][\w+-]*:|\/|[$%@#({[<.!]|ENC\[)/i.test(text) || // an address, a path, a template, an expression
  /^\w+(?:\.\w+)+$/.test(text) || // `var.password`
  /^[\w.+-]+(?:\/[\w.+-]+)+$/.test(text) || // `prod/orders/db`
  /^[a-z]+(?:[A-Z][a-z]+)*Ref$/.test(text) ||
  (/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(text) &&
    /[-_.]/.test(text) &&
    /secret|password|credential|token|key|vault|db/.test(text))

/** Letters and digits in a piece that is no word with a number: `9aF3kd82LLq0`, and not `orders-v2`. */
const looksRandom = (text: string): boolean =>
  /^[\w+/=.~-]{12,}$/.test(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  text.split(/[-._/]/).some((piece) => piece.length > 6 && !/^[A-Za-z]*\d{0,4}$/.test(piece))
