// Finds secrets in plain text in YAML. In doubt, a value is not a secret: names of secrets, references, templates, types,
// dummies and sentences are ignored.
import { isScalar } from 'yaml'
import { everything, plainText, textAt, type Value } from '../../manifests/manifest.ts'

// Keys, in the form of `wordOf`. The value of a certain key is a secret whatever it looks like, that of a likely key if it
// looks random.
const certain = /(?:^|_)(?:\w*password|passwd|passphrase|pwd|apikey|privatekey|clientsecret)$/i
const likely =
  /(?:^|_)(?:token|secretaccesskey|accesskey|secretkey|accesskeyid|(?:app|shared|signing|webhook|session|jwt)secret)$|^secret$/i

// Kinds that contain ciphertext, or only the names of secrets.
const holders = /^(?:Sealed|ClusterExternal|External|Push)Secret$|SecretStore$/

/** The values below a root that are secrets in plain text. */
export function secretsIn(root: Value): Value[] {
  if (holders.test(textAt(root, 'kind') ?? '')) return []
  return everything(root).filter((candidate) => {
    const text = plainText(candidate)?.trim()
    if (text === undefined || text.length > 4000 || !isPlain(candidate)) return false
    if (isKnownForm(text)) return true
    if (candidate.name !== '[]') return isSecret(keyOf(candidate), text)
    // `- DB_PASSWORD=…`, `--password=…`
    const [, key, value = ''] = /^-{0,2}([A-Za-z_][\w-]*)=(\S+)$/.exec(text) ?? []
    return key !== undefined && isSecret(key, value)
  })
}

/** Whether a value is neither encrypted nor has a tag that says how it is read (`!vault`, `!reference`). */
function isPlain(value: Value): boolean {
  for (let above = value.above; above; above = above.above) if (above.name === 'encryptedData') return false
  const { node } = value
  return !(isScalar(node) && typeof node.tag === 'string' && node.tag.startsWith('!'))
}

/** The key of a value. `name: DB_PASSWORD` next to `value:` counts as one pair. */
function keyOf({ name, above }: Value): string {
  if (name !== 'value' || !above) return name
  return textAt(above, 'name') ?? name
}

// A key with the parts of compound words joined: `apiKey`, `api_key` and `API-KEY` are the same, and so are `clientSecret`
// and `client_secret`.
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

/** Whether a text is a secret whatever its key is: a key of a known service, a private key, an address with a password. */
const isKnownForm = (text: string): boolean =>
  (/^(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abpr]-[\w-]{20,}|AKIA[0-9A-Z]{16}|sk[-_]live[-_]\w{16,})$/.test(
    text,
  ) &&
    !/example|xxx/i.test(text)) ||
  (/-----BEGIN (?:\w+ )*PRIVATE KEY-----\s+\S{20}/.test(text) && !/\.\.\.|…/.test(text)) ||
  isSecretPart(/^[a-z][\w+.-]*:\/\/[^\s:/@]+:([^\s:/@]{4,})@/i.exec(text)?.[1])

const isSecretPart = (text: string | undefined): boolean =>
  text !== undefined && !isHarmless(text) && !isReference(text)

function isSecret(key: string, text: string): boolean {
  if (key.includes('/') || isHarmless(text) || isReference(text)) return false
  const word = wordOf(key)
  return certain.test(word) || (likely.test(word) && looksRandom(text))
}

const dummies =
  /^(?:[x*.•_0-]+|none|null|nil|true|false|yes|no|on|off|enabled|disabled|redacted|secret|password|passwd|token|todo|tbd|test|foo|bar|sample|optional|required|generated|random|auto|string|str|integer|int|text|bool|boolean|number|object|array|bytes|varchar|header|query|cookie|basic|bearer)$|change[-_ ]?me|replace|your[-_ ]|my[-_ ]?(?:secret|password|token|key)|example|dummy|placeholder|fake|not[-_ ]?a[-_ ]?(?:real|secret)|redacted|insert|fill[-_ ]?in|s3cr3t|hunter2|[<>•…]|\*\*\*|\.\.\.|xxx/i

/** Whether a text is too short for a secret, a dummy (also in base64, as in the `data` of a Secret), or a sentence. */
function isHarmless(text: string): boolean {
  if (text.length < 4 || /\s/.test(text) || dummies.test(text)) return true
  if (!/^[\w+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return false
  try {
    return dummies.test(atob(text).trim())
  } catch {
    return false
  }
}

/** Whether a text says where a secret is kept or what it is called. */
const isReference = (text: string): boolean =>
  /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|_+[A-Z_]+_+|X-[A-Za-z-]+)$/.test(text) || // a variable, a header
  /^(?:[a-z][\w+-]*:|\/|[$%@#({[<.!]|ENC\[)/i.test(text) || // an address, a path, a template, an expression
  /^\w+(?:\.\w+)+$/.test(text) || // `var.password`
  /^[\w.+-]+(?:\/[\w.+-]+)+$/.test(text) || // `prod/orders/db`
  /^[a-z]+(?:[A-Z][a-z]+)*Ref$/.test(text) ||
  (/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(text) &&
    /[-_.]/.test(text) &&
    /secret|password|credential|token|key|vault|db/.test(text))

/** Whether a text has a piece of letters and digits that is not a word with a number: `9aF3kd82LLq0`, but not `orders-v2`. */
const looksRandom = (text: string): boolean =>
  /^[\w+/=.~-]{12,}$/.test(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  text.split(/[-._/]/).some((piece) => piece.length > 6 && !/^[A-Za-z]*\d{0,4}$/.test(piece))
