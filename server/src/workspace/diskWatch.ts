// Waits until something in some folders of the disk changes.
import { type FSWatcher, watch } from 'node:fs'

export interface DiskWatch {
  /** From now on these folders are watched, without those below them. Throws with a reason that can be shown. */
  follow(folders: ReadonlySet<string>): void
  /** Resolves when something has changed since it was asked last, and nothing more does for a moment; false at the end. */
  changed(): Promise<boolean>
  close(): void
}

const quiet = 100 // ms without a change: an editor that saves does so in several steps

/** What editors put beside a file while they save it. */
const isPassing = /~$|\.sw[a-z]$|^\.#|^#.*#$|^4913$|\.tmp$/

/** Watches the disk, by `node:fs`. */
export function watchDisk(): DiskWatch {
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined
  let isOther = false
  let isClosed = false
  let wake: ((isOther: boolean) => void) | undefined
  const settle = (): void => {
    if (!wake || (!isOther && !isClosed)) return
    wake(!isClosed)
    wake = undefined
    isOther = false
  }
  const hear = (name: string | null): void => {
    if (name !== null && isPassing.test(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      isOther = true
      settle()
    }, quiet)
  }
  const forget = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  return {
    follow(folders) {
      for (const folder of watchers.keys()) if (!folders.has(folder)) forget(folder)
      for (const folder of folders) {
        if (watchers.has(folder)) continue
        try {
          const watcher = watch(folder, (_, name) => hear(name))
          watchers.set(folder, watcher)
          // A folder that is removed may end its watcher with an error: that it is gone is a change.
          watcher.on('error', () => {
            forget(folder)
            hear(null)
          })
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          if (code === 'ENOSPC' || code === 'EMFILE')
            throw new Error(`the system watches no more than ${watchers.size} folders: name fewer`)
          if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EPERM') throw error
        }
      }
    },
    changed: () =>
      new Promise((resolve) => {
        wake = resolve
        settle()
      }),
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const folder of [...watchers.keys()]) forget(folder)
      settle()
    },
  }
}
