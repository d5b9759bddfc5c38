// The types of the index of resource names in a workspace.

/** An occurrence of a name. */
export interface NamePlace {
  name: string
  /** The kind of the resource with this name. Undefined if the name is only mentioned. */
  kind: string | undefined
  apiVersion: string | undefined
  namespace: string | undefined
  path: string
  /** Offset of the name. */
  start: number
  /** 0-based, as is `character`, in UTF-16 code units. */
  line: number
  character: number
}

export interface Known {
  /** By name, in the order of paths. */
  names: ReadonlyMap<string, readonly NamePlace[]>
  /** Groups that composite resource definitions define. */
  groups: ReadonlySet<string>
  /** API versions by kind. */
  kinds: ReadonlyMap<string, ReadonlySet<string>>
}
