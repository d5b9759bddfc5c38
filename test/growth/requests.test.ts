// Every request of the protocol takes linear time.
import { assertLinear, firstSize, type Work } from '../support/growth.ts'
import { describeGrowth } from '../support/growthSuite.ts'
import { fullTexts, head } from '../support/hostileTexts.ts'
import { requestsOf } from '../support/requests.ts'

describeGrowth('requests', () => {
  const stops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })
  const requests = async (text: string, part: number): Promise<Work> => {
    const { client, work } = await requestsOf(text, part)
    stops.push(client.stop)
    return work
  }

  for (const [name, text] of Object.entries(fullTexts))
    it(`requests: ${name}`, () => assertLinear((n) => requests(text(n), 0.5), { from: 0.375 * firstSize }))
  it('requests: an id inside ranges', () =>
    assertLinear(
      (n) => {
        const ids = Array.from({ length: n }, (_, k) => `FR-${String(k + 1).padStart(4, '0')}`)
        const items = ids.map((id) => `- **${id}**: a`).join('\n')
        const all = ids.map((id) => `FR-0001 ${id}`).join(' ')
        return requests(`${head}${items}\n\n## Notes\n\n${all} FR-0001–FR-0003\n`, 0)
      },
      { from: 0.375 * firstSize },
    ))
})
