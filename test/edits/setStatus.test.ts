// Setting the status: the possible words, what blocks them, and which text is replaced.
import assert from 'node:assert/strict'
import { statusOffers } from '../../server/src/edits/setStatus.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { kit } from '../support/kit.ts'
import { apply, folderOf } from '../support/rules.ts'

describe('the status', () => {
  const text = (extra: string): string => `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n${extra}`
  const offers = (extra: string) => {
    const { feature } = folderOf(text(extra))
    const at = text(extra).indexOf('draft')
    return statusOffers(feature, feature.spec, { start: at, end: at })
  }
  it('can be set to any other word of the template', () => {
    assert.deepEqual(
      offers('').map(({ title, refused }) => `${title} ${refused ?? ''}`.trim()),
      ['in-review', 'approved', 'implementing', 'done'].map((word) => `Set Status to "${word}"`),
    )
    const change = offers('')[1]?.change()
    assert.match(apply(text(''), change?.documents[0]?.edits ?? []), /\*\*Status\*\*: approved\n\n/)
  })
  it('cannot be approved while questions are open, except by an action that names them', () => {
    const open = offers('[NEEDS CLARIFICATION: who pays?]\n\n//- plan.md\n# Plan\n\n**Storage**: NEEDS CLARIFICATION\n')
    const approved = open.filter(({ title }) => title.startsWith('Set Status to "approved"'))
    assert.deepEqual(
      approved.map(({ title, refused }) => [title, refused]),
      [
        ['Set Status to "approved"', '2 open questions: "who pays?" and "Storage"'],
        ['Set Status to "approved" (2 open questions: "who pays?" and "Storage")', undefined],
      ],
    )
    assert.equal(open.filter(({ title }) => title.startsWith('Set Status to "in-review"')).length, 1)
  })
  it('keeps the text around its word', () => {
    const set = (value: string): string => {
      const fixture = text('').replace('draft', value)
      const { feature } = folderOf(fixture)
      const at = fixture.indexOf('Status')
      const edits = statusOffers(feature, feature.spec, { start: at, end: at })[1]?.change().documents[0]?.edits ?? []
      return /\*\*Status\*\*:.*/.exec(apply(fixture, edits))?.[0] ?? ''
    }
    assert.equal(set('draft <!-- for now -->'), '**Status**: approved <!-- for now -->')
    assert.equal(set('**draft**'), '**Status**: **approved**')
    assert.equal(set('[draft](x.md)'), '**Status**: [approved](x.md)')
    assert.equal(set('draft, see _x_'), '**Status**: approved, see _x_')
    assert.equal(set('<!-- one of --> draft'), '**Status**: <!-- one of --> approved')
    assert.equal(set('<!----> draft <!-- or'), '**Status**: <!----> approved <!-- or')
    assert.equal(set('draft\\'), '**Status**: approved\\')
    for (const value of ['~~draft~~ done', '🚧', 'x, y (z)']) assert.equal(set(value), `**Status**: ${value}`)
  })
  it('can be a word in use or one word per stage in formats without a vocabulary', () => {
    const free = (value: string, used: string[] = []) => {
      const head = `**Feature Branch**: \`001-queue\`\n**Created**: 2026-01-02\n**Status**: ${value}\n`
      const fixture = kit({}).replace('\n\n', `\n\n${head}\n`)
      const { feature } = folderOf(fixture)
      const at = feature.spec.document.text.indexOf('**Status**')
      const all = statusOffers(feature, feature.spec, { start: at, end: at }, used)
      const first = /\*\*Status\*\*:.*/.exec(
        apply(feature.spec.document.text, all[0]?.change().documents[0]?.edits ?? []),
      )?.[0]
      return { words: [...new Set(all.map(({ word }) => word))], first }
    }
    assert.deepEqual(free('Draft').words, ['In Review', 'Approved', 'Done'])
    assert.deepEqual(free('Draft', ['Implemented', 'Draft', 'ready for dev', '**x** (y)']).words, [
      'Implemented',
      'ready for dev',
      'In Review',
      'Approved',
    ])
    assert.equal(free('Draft (v2)').first, '**Status**: In Review (v2)')
    assert.equal(free('**보류** — x (2026)').first, '**Status**: Draft')
  })
  it('fills an empty field', () => {
    const empty = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**:\n'
    const { feature } = folderOf(empty)
    const at = empty.indexOf('Status')
    const [offer] = statusOffers(feature, feature.spec, { start: at, end: at })
    assert.equal(apply(empty, offer?.change().documents[0]?.edits ?? []), empty.replace('Status**:', 'Status**: draft'))
  })
  it('has no actions in other documents of the feature', () => {
    const { feature } = folderOf(text(`//- plan.md\n# Plan: Queue\n\n**Status**: draft\n`))
    const [, plan = assert.fail()] = feature.documents
    const at = plan.document.text.indexOf('draft')
    assert.deepEqual(statusOffers(feature, plan, { start: at, end: at }), [])
  })
  it('is replaced as the longest word that it starts with, or as a whole plain word', () => {
    const template = '# Spec: [Title]\n\n**Status**: ready | ready for review | done\n\n## Requirements\n'
    const format = learnFormat('house', [{ documentKind: 'spec', path: 's.md', text: template }], [])
    const done = (value: string): string => {
      const spec = readAs(format, `# Spec: A\n\n**Status**: ${value}\n`)
      const at = spec.document.text.indexOf('Status')
      const offers = statusOffers(featureOf(spec), spec, { start: at, end: at })
      const edits = offers.find(({ word }) => word === 'done')?.change().documents[0]?.edits ?? []
      return apply(spec.document.text, edits).slice('# Spec: A\n\n**Status**: '.length, -1)
    }
    assert.equal(done('ready for review (v2)'), 'done (v2)')
    assert.equal(done('ready (v2)'), 'done (v2)')
    assert.equal(done('**later**'), '**done**')
    assert.equal(done('later (v2)'), 'later (v2)')
  })
  it('has no actions at other places', () => {
    const { feature } = folderOf(text(''))
    assert.deepEqual(statusOffers(feature, feature.spec, { start: 0, end: 3 }), [])
  })
})
