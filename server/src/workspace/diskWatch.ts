// Waits until something in some folders of the disk changes.
import { type FSWatcher, watch } from 'node:fs'
import { t } from '../base/l10n.ts'

export interface DiskWatch {
  /** Watches these folders from now on, without their subfolders. Throws with a reason that can be shown. */
  follow(folders: ReadonlySet<string>): void
  /** Resolves when something has changed since the last call and then nothing changes for a moment; to false when the watch ends. */
  changed(): Promise<boolean>
  close(): void
}

const quiet = 100 // milliseconds without a change: editors save in several steps

/** Temporary files that editors create while they save a file. */
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
  const onChange = (name: string | null): void => {
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
          const watcher = watch(folder, (_, name) => onChange(name))
          watchers.set(folder, watcher)
          // Deleting a folder may end its watcher with an error; the deletion is a change.
          watcher.on('error', () => {
            forget(folder)
            onChange(null)
          })
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          if (code === 'ENOSPC' || code === 'EMFILE')
            throw new Error(t('Cannot watch more than {0} folders. Pass fewer paths.', watchers.size))
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
