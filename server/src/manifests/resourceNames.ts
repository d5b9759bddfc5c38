// What is known of the names of resources in a workspace.

/** A place where a name stands. */
export interface NamePlace {
  name: string
  /** Of the resource that has it; undefined where the name is only mentioned. */
  kind: string | undefined
  apiVersion: string | undefined
  namespace: string | undefined
  path: string
  /** Offset of the name, and its line and character, from 0. */
  start: number
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
