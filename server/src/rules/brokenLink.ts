// The rule broken-link: links to files or headings that do not exist.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { anchorKey } from '../document/anchors.ts'
import { isInOpenTask } from '../document/checkboxes.ts'
import { nestingBlocksOf } from '../document/codeBlocks.ts'
import {
  anchorOfLines,
  type Destination,
  destinationOf,
  isOfMachine,
  type Path,
  possibleFiles,
  relativePath,
  writtenLike,
} from '../document/destination.ts'
import { type LinkTarget, mayBeAbsent } from '../document/links.ts'
import { isInQuotes } from '../document/places.ts'
import type { FeatureFile } from '../feature/feature.ts'
import type { FeatureRule, Report, RuleContext } from './engine/rule.ts'

// Anchors of viewers, for lines of a file and the top of a page. They belong to no heading.
const ofViewers = /^(?:L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|top)$/i

// A part of a regular expression, in which `](` is no link: `[smh](\d+[dhms])`.
const isPattern = /\\[dwsb][+*?{[)]|\(\?[:=!<]/i

// A path with a variable, a word for one ("[text](url)"), and types such as `items[1](integer)`.
const isPlaceholder =
  /[{}<>$*]|X{3}|^path\/to\/|\.\.\.|…|^(?:url|uri|href|link|path|file|string|integer|number|boolean|object|array|any|text|null|void|int|float|date|type|value|name|id)$/i

export const brokenLink: FeatureRule = {
  code: 'broken-link',
  scope: 'feature',
  severity: 'warning',
  summary: 'A link points to a file or heading that does not exist.',
  details: `The rule checks links inside the repository, also in the other Markdown files in the folder of a specification (\`research.md\`, \`contracts/\`): files and folders, relative to the document or to the top folder (\`/\`), and headings (\`#requirements\`). Headings are compared by their letters and digits only, because renderers build anchors in different ways. If the file is in a folder above, as if the path had been written from there, the quick fix corrects the path, also if the link leads out of the repository. In an open task, which may create the file, the finding is a hint. A \`file:\` address, a path with a drive letter and a path into the folder of a user are reported as links to a local path; if the end of the path exists in the repository, the quick fix makes it a relative link, and so does \`--fix\`, if two folders and the file are the same. Web addresses are never opened, and destinations with a placeholder (\`{id}\`, \`...\`) or that stand for one (\`url\`) are ignored.`,
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
  check: (spec, report, { context }) => checkLinks(spec, report, context),
  checkAttachment: checkLinks,
}

function checkLinks(file: Pick<FeatureFile, 'document' | 'path'>, report: Report, context: RuleContext): void {
  for (const link of file.document.linkTargets) {
    const shown = excerpt(link.destination, 80)
    const to = destinationOf(file.path, link.destination, context.root)
    if (to.type === 'local') reportMissing(file, link, to, report, context)
    if (to.type !== 'path' || isPlaceholder.test(link.destination) || isPattern.test(link.destination)) continue
    const target = context.target(to.path)
    if (target === undefined) {
      if (context.root !== undefined && !to.path.startsWith(`${context.root}/`) && to.path !== context.root)
        reportOutside(file, link, to, report, context)
      continue
    }
    if (target.kind === 'none') reportMissing(file, link, to, report, context)
    else if (
      to.anchor &&
      target.hasAnchor &&
      !ofViewers.test(to.anchor) &&
      anchorKey(to.anchor) !== '' &&
      !target.hasAnchor(to.anchor)
    )
      report(link, t('Broken link: no heading matches "{0}".', shown))
  }
}

/** Reports a link to a file that does not exist, or only on one machine, with the path of a file that may be meant. */
function reportMissing(
  { path, document }: Pick<FeatureFile, 'document' | 'path'>,
  link: LinkTarget,
  { type, written, anchor }: Exclude<Destination, { type: 'web' }>,
  report: Report,
  context: RuleContext,
): void {
  const { destination, start, end } = link
  const shown = excerpt(destination, 80)
  const isLocal = type === 'local' || isOfMachine(written)
  const found = fileMeant(path, written, anchor, context)
  const isUnsure =
    isInQuotes(document, link) ||
    (!isLocal && isSitePath(written)) ||
    isBehindNesting(document, start) ||
    (!found && !isLocal && (isInOpenTask(document, link) || mayBeAbsent(document, link))) // which may create the file
  if (!found) {
    report(
      link,
      isLocal
        ? t('Link to a local path: "{0}" cannot be opened on other machines. Link to a file of the repository.', shown)
        : t('Broken link: "{0}" does not exist.', shown),
      isUnsure ? { as: 'hint' } : undefined,
    )
    return
  }
  const better = linkTo(found, path, link, written)
  const message = isLocal
    ? t(
        'Link to a local path: "{0}" cannot be opened on other machines. Did you mean "{1}"?',
        shown,
        excerpt(better, 120),
      )
    : t('Broken link: "{0}" does not exist. Did you mean "{1}"?', shown, excerpt(better, 120))
  report(link, message, {
    ...(isUnsure && { as: 'hint' }),
    fixes: () => [
      {
        title: t('Change to "{0}"', better),
        edits: [{ start, end, text: better }],
        preferred: true,
        // A local path works nowhere else, and the same folders and file are here.
        safe: isLocal && found.slice(context.root?.length).split('/').length > 3,
      },
    ],
  })
}

/** Reports a link that leads out of the repository, by too many `../`, if the file is inside. */
function reportOutside(
  { path, document }: Pick<FeatureFile, 'document' | 'path'>,
  link: LinkTarget,
  { written, anchor }: Path,
  report: Report,
  context: RuleContext,
): void {
  const found = fileMeant(path, written, anchor, context)
  if (!found) return
  const better = linkTo(found, path, link, written)
  report(
    link,
    t(
      'Broken link: "{0}" leads out of the repository. Did you mean "{1}"?',
      excerpt(link.destination, 80),
      excerpt(better, 120),
    ),
    {
      ...(isInQuotes(document, link) && { as: 'hint' }),
      fixes: () => [
        {
          title: t('Change to "{0}"', better),
          edits: [{ start: link.start, end: link.end, text: better }],
          preferred: true,
        },
      ],
    },
  )
}

/** The file in the repository that a path may mean. */
const fileMeant = (
  from: string,
  written: string,
  anchor: string | undefined,
  context: RuleContext,
): string | undefined =>
  context.root === undefined
    ? undefined
    : possibleFiles(from, written, context.root).find((one) => one !== from && isThere(context, one, anchor))

/** The destination of a link to a file, in the style of the present one. */
const linkTo = (file: string, from: string, { destination }: LinkTarget, written: string): string =>
  writtenLike(destination, relativePath(from, file)) +
  (written.endsWith('/') ? '/' : '') +
  (/[?#].*$/.exec(destination)?.[0] ?? anchorOfLines(written))

/** Whether a path may be an address of the published site: `/blog/queues/`. */
const isSitePath = (written: string): boolean =>
  /^\/(?:[^/.]+\/)*[^/.]*$/.test(written) && !/^\/\.?specs\//.test(written)

/** Whether a place is behind a code block that contains another one, so that it may be meant as code. */
function isBehindNesting(document: FeatureFile['document'], at: number): boolean {
  const [first] = nestingBlocksOf(document)
  return first !== undefined && first.end < at
}

/** Whether a file or folder is there, and has an anchor, if one is asked for. */
function isThere({ target: at }: RuleContext, path: string, anchor: string | undefined): boolean {
  const target = at(path)
  if (target === undefined || target.kind === 'none') return false
  return !anchor || !target.hasAnchor || target.hasAnchor(anchor)
}
