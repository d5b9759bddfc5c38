// Selects the resources that a check of a pack applies to, and the values at a path in them.
import { type Resource, type Value, valuesAt } from '../../manifests/manifest.ts'
import type { Select } from './pack.ts'

/** The path of the pod specification by kind of workload. */
const podPaths: Readonly<Record<string, string>> = {
  Pod: 'spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
  ...Object.fromEntries(
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].map((kind) => [kind, 'spec.template.spec']),
  ),
}

/**
 * Whether a check applies to a resource.
 * @param claims API groups that the workspace defines; if undefined, `@claims` selects nothing
 */
export function isSelected(
  { apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>,
  select: Select,
  claims: ReadonlySet<string> | undefined,
): boolean {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  if (select.kind && !select.kind.some((pattern) => isLike(kind, pattern))) return false
  if (select.notKind?.some((pattern) => isLike(kind, pattern))) return false
  return (
    !select.apiVersion ||
    select.apiVersion.some((pattern) =>
      pattern === '@claims' ? claims?.has(group) === true : isLike(apiVersion, pattern),
    )
  )
}

/**
 * Whether a workload is shown in part, as a patch or an excerpt. A complete workload has a selector. (Kubernetes API
 * reference, apps/v1, DeploymentSpec)
 */
export const isExcerpt = ({ apiVersion, kind, root }: Resource): boolean =>
  valuesAt(root, '$patch').length > 0 ||
  (apiVersion.startsWith('apps/') && kind in podPaths && valuesAt(root, 'spec.selector').length === 0)

/** Whether a word matches a pattern in which `*` stands for any characters. Linear. */
export function isLike(word: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (parts.length === 1) return word === pattern
  if (!word.startsWith(first) || !word.endsWith(last) || word.length < first.length + last.length) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = word.indexOf(part, at)
    if (found < 0 || found + part.length > word.length - last.length) return false
    at = found + part.length
  }
  return true
}

/** The values at a path of a resource. The path may start with `@pod`. */
export function valuesIn(resource: Resource, path: string): Value[] {
  if (!path.startsWith('@pod')) return valuesAt(resource.root, path)
  const pod = podPaths[resource.kind]
  return pod === undefined ? [] : valuesAt(resource.root, pod + path.slice('@pod'.length))
}
