// Messages, numbers and lists for people: in English, and in another language once it is chosen.
import assert from 'node:assert/strict'
import {
  bundleNames,
  counted,
  listed,
  quotedList,
  someOf,
  t,
  translated,
  useLanguage,
} from '../../server/src/base/l10n.ts'

describe('a message', () => {
  it('has its arguments in place of its placeholders', () => {
    for (const [message, expected] of [
      [t('Broken link: "{0}" does not exist.', 'plan.md'), 'Broken link: "plan.md" does not exist.'],
      [
        t('{0} is {1}, but the folder has number {2}.', 'ID', 'SPEC-03', 4),
        'ID is SPEC-03, but the folder has number 4.',
      ],
      [t('{1} before {0}, and {1} again', 'a', 'b'), 'b before a, and b again'],
      [t('{0} of {1}', 0, ''), '0 of '],
    ] as const)
      assert.equal(message, expected)
  })
  it('keeps placeholders without an argument, and other braces', () => {
    assert.equal(t('{0} and {1}', 'a'), 'a and {1}')
    assert.equal(t('{0} and {1}'), '{0} and {1}')
    assert.equal(t('Write at least {}.'), 'Write at least {}.')
    assert.equal(t('{}, {kind}, { 0 }, {10} and {0}', 'a'), '{}, {kind}, { 0 }, {10} and a')
  })
  it('inserts its arguments verbatim', () => {
    assert.equal(t('{0}, {1}', '{1}', '{0}'), '{1}, {0}')
    assert.equal(t('"{0}"', '$& $1 $$ \\0'), '"$& $1 $$ \\0"')
  })
})

describe('a message with a number', () => {
  const tasks = (n: number): string => counted(n, '{0} task of {1}', '{0} tasks of {1}', 'the plan')
  it('has one form for 1, and another for all other numbers', () => {
    assert.deepEqual([0, 1, 2, 21].map(tasks), [
      '0 tasks of the plan',
      '1 task of the plan',
      '2 tasks of the plan',
      '21 tasks of the plan',
    ])
  })
  it('may omit the number', () =>
    assert.equal(counted(1, 'the only task of {1} {2}', '{0} tasks of {1} {2}', 'US', 2), 'the only task of US 2'))
})

describe('a list', () => {
  it('has no comma before "and" or "or"', () => {
    assert.deepEqual(
      [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']].map((words) => listed(words)),
      ['', 'a', 'a and b', 'a, b and c', 'a, b, c and d'],
    )
    assert.deepEqual(
      [['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listed(words, 'or')),
      ['a', 'a or b', 'a, b or c'],
    )
    assert.equal(listed(['a', 'b'], 'and'), 'a and b', 'also after a list with "or"')
  })
  it('may quote its words', () => {
    assert.equal(quotedList(['a']), '"a"')
    assert.equal(quotedList(['a', 'b', 'c']), '"a", "b" or "c"')
    assert.equal(quotedList(['a', 'b, c', 'd'], 'and'), '"a", "b, c" and "d"')
  })
  it('is cut off after a number of words, and says how many more there are', () => {
    const words = ['a', 'b', 'c', 'd']
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((most) => someOf(words, most)),
      ['a and 3 more', 'a, b and 2 more', 'a, b, c and 1 more', 'a, b, c and d', 'a, b, c and d'],
    )
    assert.equal(someOf(['a'], 3), 'a')
    assert.equal(someOf([], 3), '')
    assert.deepEqual(words, ['a', 'b', 'c', 'd'], 'the given array is not changed')
  })
})

describe('the bundle for a language', () => {
  for (const tag of ['zh', 'zh-CN', 'zh-cn', 'zh_CN', 'zh_CN.UTF-8', 'zh-Hans', 'zh-Hans-CN', 'zh-SG'])
    it(`is zh-cn for ${tag}`, () => assert.deepEqual(bundleNames(tag), ['zh-cn']))
  for (const tag of ['zh-TW', 'zh_TW.UTF-8', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-CN', 'zh-HK', 'zh-MO'])
    it(`is zh-tw for ${tag}`, () => assert.deepEqual(bundleNames(tag), ['zh-tw']))
  for (const tag of ['en', 'en-GB', 'EN_us.UTF-8', 'C', 'C.UTF-8', 'POSIX', '../x', '', undefined])
    it(`does not exist for ${tag === '' ? 'an empty tag' : tag}`, () => assert.deepEqual(bundleNames(tag), []))
  it('is that of the region, then that of the language', () => {
    assert.deepEqual(bundleNames('de_AT.UTF-8@euro'), ['de-at', 'de'])
    assert.deepEqual(bundleNames('ja'), ['ja'])
  })
})

describe('another language', () => {
  afterEach(() => useLanguage(undefined))
  const chinese = {
    'Broken link: "{0}" does not exist.': '链接失效：“{0}”不存在。',
    '{0} task of {1}': '{1}的 {0} 个任务',
    '{0} tasks of {1}': '{1}的 {0} 个任务',
    '{0} and {1} more': '{0} 等另外 {1} 项',
    '{kind} "{name}" has no owner.': '{kind}“{name}”没有负责人。',
  }
  it('is used for messages, numbers and lists from when it is chosen until English is chosen again', () => {
    const messages = (): string[] => [
      t('Broken link: "{0}" does not exist.', 'plan.md'),
      counted(1, '{0} task of {1}', '{0} tasks of {1}', 'A'),
      counted(2, '{0} task of {1}', '{0} tasks of {1}', 'A'),
      listed(['a', 'b', 'c']),
      listed(['a', 'b', 'c'], 'or'),
      quotedList(['a', 'b']),
      someOf(['a', 'b', 'c'], 1),
      translated('{kind} "{name}" has no owner.'),
    ]
    const english = [
      'Broken link: "plan.md" does not exist.',
      '1 task of A',
      '2 tasks of A',
      'a, b and c',
      'a, b or c',
      '"a" or "b"',
      'a and 2 more',
      '{kind} "{name}" has no owner.',
    ]
    assert.deepEqual(messages(), english)
    useLanguage(chinese, 'zh-CN')
    assert.deepEqual(messages(), [
      '链接失效：“plan.md”不存在。',
      'A的 1 个任务',
      'A的 2 个任务',
      'a、b和c',
      'a、b或c',
      '"a"或"b"',
      'a 等另外 2 项',
      '{kind}“{name}”没有负责人。',
    ])
    useLanguage(undefined)
    assert.deepEqual(messages(), english)
    useLanguage(undefined, 'zh-CN')
    assert.deepEqual(messages(), english, 'a tag without translations has no effect')
  })
  it('falls back to English for messages without a translation', () => {
    useLanguage({ 'One thing': 'Eins' }, 'de')
    assert.equal(t('One thing'), 'Eins')
    assert.equal(t('Another thing: {0}', 'a'), 'Another thing: a')
    assert.equal(translated('Another thing: {kind}'), 'Another thing: {kind}')
    assert.equal(listed(['a', 'b', 'c']), 'a, b und c')
  })
  it('does not change a message that was made before', () => {
    const message = t('Broken link: "{0}" does not exist.', 'plan.md')
    useLanguage(chinese, 'zh-CN')
    assert.equal(message, 'Broken link: "plan.md" does not exist.')
  })
})
