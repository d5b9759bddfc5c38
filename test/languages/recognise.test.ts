// A translated specification is recognised as a specification, and checked like any other.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check, emptyContext } from '../../server/src/rules/engine/run.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { recognise } from '../../server/src/templates/detect.ts'
import { definitionsOf } from '../../server/src/templates/specDocument.ts'
import { throwing } from '../support/rules.ts'

const specIn = (text: string) =>
  recognise({ text, document: () => readDocument(text) }, builtinFormats(), {
    path: 'specs/001-a/spec.md',
    named: true,
    beside: new Set(),
  })?.spec

const findingsIn = (text: string) => {
  const spec = specIn(text) ?? assert.fail()
  return check(featureOf(spec), spec, { rules: allRules, context: emptyContext, onError: throwing }).map(
    ({ code, severity }) => `${severity} ${code}`,
  )
}

const spanish = `# Especificación: Cola

**Creado**: 10 de febrero de 2026
**Estado**: Completado

## Escenarios de Usuario y Pruebas *(obligatorio)*

### Historia de Usuario 1 - Pedir (Prioridad: P1)

1. **Dado** un pedido, **Cuando** se envía, **Entonces** hay una cola

## Requisitos *(obligatorio)*

### Requisitos Funcionales

- **RF-001**: El sistema DEBE recibir.
- **RF-002**: El sistema DEBE dar.

### Requisitos No Funcionales

- **RNF-001**: El sistema DEBE utilizar DTOs.

## Criterios de Éxito *(obligatorio)*

### Resultados Medibles

- **CE-001**: 100%.
- **CE-002**: El sistema no pierde nada.
`

it('a translation with ids of its own is a specification', () => {
  const spec = specIn(spanish) ?? assert.fail()
  const keys = (role: 'story' | 'requirement' | 'criterion') => definitionsOf(spec, role).map(({ id }) => id.key)
  assert.equal(spec.format.name, 'spec-kit')
  assert.deepEqual(keys('story'), ['US-1'])
  assert.deepEqual(keys('requirement'), ['RF-1', 'RF-2', 'RNF-1'])
  assert.deepEqual(keys('criterion'), ['CE-1', 'CE-2'])
  assert.deepEqual(findingsIn(spanish), [])
})

it('the status of a translation determines the severity of its findings', () => {
  const asked = spanish.replace('recibir.', 'recibir [NECESITA ACLARACIÓN: ¿qué?].')
  assert.deepEqual(findingsIn(asked), ['error open-clarification'])
  assert.deepEqual(findingsIn(asked.replace('Completado', 'Borrador')), ['hint open-clarification'])
})

it('a section under an unknown name is not reported as missing, but a missing section is', () => {
  assert.deepEqual(findingsIn(spanish.replace('## Criterios de Éxito', '## Cómo se mide')), [])
  const without = spanish.slice(0, spanish.indexOf('## Criterios'))
  assert.deepEqual(findingsIn(without), ['warning missing-section'])
})
