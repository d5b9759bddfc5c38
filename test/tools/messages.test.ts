// The messages: all are found in the sources and translated into every language, and translations do not change findings.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bundle, useLanguage } from '../../server/src/base/l10n.ts'
import { createDetails } from '../../server/src/cli/details.ts'
import { clearYamlCaches } from '../../server/src/manifests/yamlBlocks.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { throwing, workspaceOf } from '../support/rules.ts'
import { messagesIn, messagesOfSources } from './messages.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const json = (name: string): Record<string, string> => JSON.parse(readFileSync(join(root, name), 'utf8'))
const all = messagesOfSources()
const keys = [...new Set(all.flatMap(({ messages }) => messages))]
const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ')

describe('messages', () => {
  it('are plain strings in the sources', () => {
    assert.deepEqual(
      all.flatMap(({ path, wrong }) => wrong.map((line) => `${path}:${line}`)),
      [],
    )
    assert.ok(keys.length > 500, `${keys.length}`)
  })
  it('are found in both kinds of quotes, and as singular and plural', () => {
    const { messages, wrong } = messagesIn(
      `t('a "b"', x); t("it's", y)\ncounted(f(1, [2]), '{0} x', '{0} xs')\nat(3); t(\`no\`); object.t('not')`,
    )
    assert.deepEqual([messages, wrong], [['a "b"', "it's", '{0} x', '{0} xs'], [3]])
  })
  it('of rules have at most 160 characters', () => {
    const rules = all.filter(({ path }) => path.startsWith('server/src/rules/'))
    assert.deepEqual(
      rules.flatMap(({ messages }) => messages.filter((message) => message.length > 160)),
      [],
    )
  })
  it('have no surrounding spaces, and placeholders of one digit', () => {
    for (const key of keys) {
      assert.equal(key, key.trim())
      assert.ok(!/\{\d{2,}\}|\{ /.test(key), key)
    }
  })

  it('include the actions that the scripts of other editors ask for', () => {
    const named = ['neovim.lua', 'emacs.el'].flatMap((name) => {
      const script = readFileSync(join(root, 'test/editors', name), 'utf8')
      return [...script.matchAll(/\btitled\(.*?, '([^']+)'\)|\(act "([^"]+)"\)/g)].map(
        ([, lua, lisp]) => lua ?? lisp ?? '',
      )
    })
    const actions = keys.map((key) => key.replace(/ "\{0\}".*/, ''))
    assert.ok(named.length > 3)
    assert.deepEqual(
      named.filter((title) => !actions.includes(title.replace(/ ".*/, ''))),
      [],
    )
  })

  const languages = readdirSync(join(root, 'l10n')).flatMap(
    (name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [],
  )
  it('are at least translated into Chinese', () => assert.ok(languages.includes('zh-cn')))
  for (const language of languages) {
    const bundle = json(`l10n/bundle.l10n.${language}.json`)
    it(`are all translated into ${language}, without extra keys`, () => {
      assert.deepEqual(
        keys.filter((key) => !bundle[key]),
        [],
        'not translated',
      )
      assert.deepEqual(
        Object.keys(bundle).filter((key) => !keys.includes(key)),
        [],
        'no longer in the sources',
      )
    })
    it(`have the same placeholders in ${language}`, () => {
      for (const [key, text] of Object.entries(bundle))
        assert.ok(
          placeholders(text)
            .split(' ')
            .every((placeholder) => placeholders(key).includes(placeholder)),
          `${key}: ${text}`,
        )
    })
    it(`of the manifest are all translated into ${language}`, () => {
      assert.deepEqual(
        Object.keys(json(`package.nls.${language}.json`)).sort(),
        Object.keys(json('package.nls.json')).sort(),
      )
    })
  }
})

describe('another language', () => {
  const marked: Bundle = Object.fromEntries(keys.map((key) => [key, `⟦${key}⟧`]))
  afterEach(() => useLanguage(undefined))

  for (const rule of allRules)
    it(`gives the same findings of ${rule.code}, translated, with the same fingerprint`, async () => {
      const find = async (language: Bundle | undefined) => {
        useLanguage(language, 'de')
        clearYamlCaches() // its cache contains messages in the previous language
        const { feature, context } = await workspaceOf(rule.bad)
        return feature.documents.flatMap((spec) => {
          const identityOf = createDetails(spec.document.text, spec)
          const findings = check(feature, spec, { context, onError: throwing }).filter(({ code }) => code === rule.code)
          return findings.map((finding) => ({
            place: `${spec.path} ${finding.start} ${finding.end} ${finding.severity} ${identityOf(finding).identity}`,
            words: [
              finding.message,
              ...finding.fixes().map(({ title }) => title),
              ...finding.related.map(({ message }) => message),
            ],
          }))
        })
      }
      const [english, translated] = [await find(undefined), await find(marked)]
      assert.equal(translated.length, 1)
      assert.deepEqual(
        translated.map(({ place }) => place),
        english.map(({ place }) => place),
      )
      for (const word of translated.flatMap(({ words }) => words)) assert.ok(word.includes('⟦'), word)
    })
})
