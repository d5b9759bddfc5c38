// The table that a benchmark prints row by row, since a full run takes a minute.

const widths = [40, 8, 8, 8, 5, 12]

/** Prints rows, and collects them in `data` in full precision. */
export function createReport() {
  const data = []
  const print = (name, ...cells) => {
    const [median, best, p95, unit, budget, verdict] = cells
    const numbers = [median, best, p95].map((cell, k) => cell.padStart(widths[k + 1]))
    console.log(
      [name.padEnd(widths[0]), ...numbers, unit.padEnd(widths[4]), budget.padStart(widths[5]), ` ${verdict}`]
        .join(' ')
        .trimEnd(),
    )
  }
  return {
    data,
    head() {
      print('measure', 'median', 'best', 'p95', '', 'budget', 'verdict')
    },
    /**
     * Prints one measure: values in a unit, and the budget for their median, if there is one. `best` shows what the code can
     * do when other programs interfere. p95 (p5 of a speed) is only shown for 10 values or more.
     * @param {{ most?: number, least?: number }} budget
     */
    row(measure, values, unit, { most, least } = {}) {
      const sorted = values.toSorted((a, b) => (least === undefined ? a - b : b - a)) // the best first
      const median = quantile(sorted, 0.5)
      const p95 = sorted.length >= 10 ? quantile(sorted, 0.95) : undefined
      const budget = most ?? least
      const over = budget === undefined ? 0 : least === undefined ? median - budget : budget - median
      data.push({ measure, unit, n: sorted.length, median, best: sorted[0], p95, budget, ok: over <= 0 })
      const best = sorted.length > 1 ? show(sorted[0]) : ''
      const limit = budget === undefined ? '' : `${least === undefined ? '≤' : '≥'} ${show(budget)} ${unit}`.trimEnd()
      const verdict = budget === undefined ? '' : over <= 0 ? 'ok' : `over by ${show(over)} ${unit}`.trimEnd()
      print(measure, show(median), best, p95 === undefined ? '' : show(p95), unit, limit, verdict)
    },
    /** Prints the ratio of our median to the peer's in the same run. */
    ratio(ourTimes, peerTimes, most) {
      this.row('  ratio', [partOf(ourTimes, 0.5) / partOf(peerTimes, 0.5)], '', { most })
    },
  }
}

/** The quantile (0 to 1) of values in any order, interpolated between neighbours. */
export function partOf(values, part) {
  return quantile(
    values.toSorted((a, b) => a - b),
    part,
  )
}

/** The quantile (0 to 1) of a sorted list, interpolated between neighbours. */
function quantile(sorted, part) {
  const at = (sorted.length - 1) * part
  const low = sorted[Math.floor(at)]
  return low + (sorted[Math.ceil(at)] - low) * (at % 1)
}

const show = (value) =>
  value.toLocaleString('en', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 })
