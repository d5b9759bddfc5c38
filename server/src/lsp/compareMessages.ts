// The requests that compare with versions and branches in git, shared with the client.

/** A command of a client with `compares`: shows what changed in a specification, `[uri, base]`. */
export const compareCommand = 'specwise.compare'

/** Client to server: the branches and tags that a specification can be compared with, the newest first. */
export const versionsRequest = 'specwise/versions'

export interface VersionsParams {
  uri: string
}

/** Client to server: what changed in a specification, a `ComparisonModel`; null after an internal error. Fails with a reason that can be shown. */
export const compareRequest = 'specwise/compare'

export interface CompareParams {
  uri: string
  /** A branch, a tag or a commit; undefined for the last commit. */
  base?: string | undefined
}

/** Client to server: what collides when a branch is merged, as far as it concerns a specification. Answered from memory for a minute. */
export const collisionsRequest = 'specwise/collisions'

export interface CollisionsParams {
  uri: string
}

/** What collides with one branch. */
export interface BranchCollisions {
  branch: string
  /** The numbers, ids and names that collide. */
  names: string[]
  /** A sentence for each. */
  texts: string[]
}

/** Client to server: the items of a document that differ from where the branch left the main branch; empty if that is not known. */
export const changedItemsRequest = 'specwise/changedItems'

export interface ChangedItemsParams {
  uri: string
}

export interface ChangedItem {
  kind: 'added' | 'changed'
  /** Of its id, from 0. */
  line: number
}
