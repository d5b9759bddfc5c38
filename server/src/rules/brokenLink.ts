// The rule broken-link: links to files or headings that do not exist.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { anchorKey } from '../document/anchors.ts'
import { destinationOf, possibleFiles, relativePath, writtenLike } from '../document/destination.ts'
import type { FeatureRule, RuleContext } from './engine/rule.ts'

// Anchors of viewers, for lines of a file and the top of a page. They belong to no heading.
const ofViewers = /^(?:L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|top)$/i

export const brokenLink: FeatureRule = {
  code: 'broken-link',
  scope: 'feature',
  severity: 'warning',
  summary: 'A link points to a file or heading that does not exist.',
  details: `The rule checks links inside the repository: files and folders, relative to the document or to the top folder (\`/\`), and headings (\`#requirements\`). Headings are compared by their letters and digits only, because renderers build anchors in different ways. If the file is in a folder above, as if the path had been written from there, the quick fix corrects the path. A \`file:\` address or a path with a drive letter is reported as a link to a local path. Web addresses are never opened, and destinations with a placeholder (\`{id}\`, \`...\`) are ignored.`,
  why: 'Readers and agents follow links to find plans, contracts and decisions. A broken link hides them, and usually shows that a file was renamed without its references.',
  whenOff: 'Turn the rule off if links are written for a site generator that resolves paths in its own way.',
  related: ['undefined-id'],
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
      if (to.type === 'local')
        report(link, t('Link to a local path: "{0}" exists on one machine only. Use a relative link.', shown))
      if (to.type !== 'path' || /[{}<>$*]|X{3}|\.\.\.|…/.test(link.destination)) continue
      const target = context.target(to.path)
      if (target === undefined) continue
      if (target.kind === 'none') {
        const found = context.root && possibleFiles(path, to.written, context.root).find((one) => isThere(context, one))
        if (!found) {
          report(link, t('Broken link: "{0}" does not exist.', shown))
          continue
        }
        const better = writtenLike(link.destination, relativePath(path, found)) + (to.written.endsWith('/') ? '/' : '')
        const edit = { start: link.start, end: link.end, text: better + (/[?#].*$/.exec(link.destination)?.[0] ?? '') }
        report(link, t('Broken link: "{0}" does not exist. Did you mean "{1}"?', shown, excerpt(better, 80)), {
          fixes: () => [{ title: t('Change to "{0}"', better), edits: [edit], preferred: true }],
        })
      } else if (
        to.anchor &&
        target.hasAnchor &&
        !ofViewers.test(to.anchor) &&
        anchorKey(to.anchor) !== '' &&
        !target.hasAnchor(to.anchor)
      )
        report(link, t('Broken link: no heading matches "{0}".', shown))
    }
  },
}

const isThere = ({ target }: RuleContext, path: string): boolean => {
  const kind = target(path)?.kind
  return kind !== undefined && kind !== 'none'
}
