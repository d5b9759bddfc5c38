// Whether a value in YAML is a secret that somebody wrote down. In doubt it is none: names of secrets, templates, dummies.
import { everything, plain, type Value } from '../../resources/manifest.ts'

// A key that ends so holds a secret itself, not its name.
const certain = /(?:^|[._-])(?:password|passwd|passphrase|apikey|accesskey|secretkey|privatekey|clientsecret)$/i
const likely = /(?:^|[._-])(?:token|secret|secretaccesskey|accesskeyid|awsaccesskey|credential|auth)$/i
// `apiKey`, `api_key`, `API-KEY` and `aws_access_key_id` are one word for it.
const joined = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/(api|access|secret|private)[_-](access[_-])?key/gi, (one) => one.replace(/[_-]/g, ''))
    .replace(/client[_-]secret/gi, 'clientsecret')
    .replace(/key[_-]id$/i, 'keyid')

const dummies =
  /^(?:x+|\*+|\.+|-+|_+|0+|none|null|nil|true|false|yes|no|on|off|enabled|disabled|string|redacted|secret|password|passwd|token|todo|tbd|test|foo|bar|sample|optional|required|generated|random|auto)$|change[-_ ]?me|replace|your[-_ ]|my[-_ ]?(?:secret|password|token|key)|example|dummy|placeholder|fake|not[-_ ]?a[-_ ]?(?:real|secret)|redacted|insert|fill[-_ ]?in|s3cr3t|hunter2|<|>|\*\*\*|…|\.\.\.|xxx/i

/** The values below a place that are secrets in plain text. */
export function secretsIn(root: Value): Value[] {
  const all = everything(root)
  return all.filter((one, k) => {
    const text = plain(one)
    if (text === undefined || text.length > 4000) return false
    const before = all[k - 1]
    // `- name: DB_PASSWORD` with `value:` is one pair.
    const key = one.name === 'value' && before?.name === 'name' ? (plain(before) ?? one.name) : one.name
    return isSecret(key, text.trim())
  })
}

function isSecret(key: string, text: string): boolean {
  const word = joined(key)
  if (dummies.test(text) || text.length < 4) return false
  if (certain.test(word)) return !isReference(text)
  return likely.test(word) && looksRandom(text)
}

/** Where it is kept, rather than what it is. */
const isReference = (text: string): boolean =>
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) ||
  /^(?:[\w.-]*(?:secret|password|credential|vault)[\w.-]*|(?:vault|ref|op|sops|env|file|secret|aws|gcp|azure)[:+].*|\/[\w./-]+|[$%@].*|ENC\[.*)$/i.test(
    text,
  )

const looksRandom = (text: string): boolean =>
  /^[\w+/=.~-]{12,}$/.test(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !isReference(text) &&
  (/[A-Z]/.test(text) || !/^[a-z]+(?:-[a-z0-9]+)+$/.test(text))
