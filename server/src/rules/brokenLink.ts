import { excerpt } from '../base/words.ts'
import { anchorKey } from '../document/anchors.ts'
import { destinationOf } from '../document/destination.ts'
import type { FeatureRule } from './engine/rule.ts'

// Lines of a file, and the top of a page: no heading has them.
const ofViewers = /^(?:L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|top)$/i

/** A link that leads nowhere. */
export const brokenLink: FeatureRule = {
  code: 'broken-link',
  scope: 'feature',
  severity: 'warning',
  summary: 'A link leads to a file or heading that is not there.',
  why: `Looked at are links inside the repository: files and folders, relative to the document or with \`/\` to the top folder, and headings (\`#requirements\`). A \`file:\` address or a drive letter leads to somebody's own machine, and is told so. Web addresses are never opened. Of an anchor only letters and digits are compared, since renderers differ in the rest.`,
  bad: `# Spec: Queue

## References

- [The other one](../003-topic/spec.md)
`,
  good: `# Spec: Queue

## References

- [The other one](../003-topic/spec.md), [its summary](../003-topic/spec.md#summary), [the above](#references)
//- ../003-topic/spec.md
# Spec: Topic

## Summary
`,
  check({ document, path }, report, { context }) {
    for (const link of document.linkTargets) {
      const shown = excerpt(link.destination, 80)
      const to = destinationOf(path, link.destination, context.root)
      if (to.type === 'local') report(link, `"${shown}" is a path of one machine: link relative to this document.`)
      if (to.type !== 'path' || /[{}<>$*]|X{3}|\.\.\.|…/.test(link.destination)) continue
      const target = context.target(to.path)
      if (target === undefined) continue
      if (target.kind === 'none') report(link, `"${shown}" leads to nothing: there is no such file.`)
      else if (
        to.anchor &&
        target.hasAnchor &&
        !ofViewers.test(to.anchor) &&
        anchorKey(to.anchor) !== '' &&
        !target.hasAnchor(to.anchor)
      )
        report(link, `"${shown}" leads to no heading: the document has no "#${excerpt(to.anchor, 60)}".`)
    }
  },
}
