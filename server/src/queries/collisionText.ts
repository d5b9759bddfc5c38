// A collision in words, for the terminal and the editor.
import { listed, someOf, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { textOf } from '../feature/itemText.ts'
import type { Collision } from './collisions.ts'

/** @param shown how a path is shown */
export function collisionText(collision: Collision, shown: (path: string) => string): string {
  switch (collision.kind) {
    case 'number':
      return t('Number {0} is used by {1}', collision.number, listed(collision.features.map(({ path }) => shown(path))))
    case 'specification': {
      const titles = listed(collision.titles.map((title) => `"${excerpt(title, 60)}"`))
      return t('{0} is a different specification on each branch: {1}', shown(collision.feature.path), titles)
    }
    case 'id': {
      const texts = collision.definitions.map((at) => `"${excerpt(textOf(at), 60)}"`)
      return t('{0} in {1} has several meanings: {2}', collision.id, shown(collision.feature.path), listed(texts))
    }
    case 'resource': {
      const places = listed(collision.features.map(({ path }) => shown(path)))
      return t('{0} "{1}" is planned in {2}', collision.resource, collision.name, places)
    }
    case 'file': {
      const tasks = collision.tasks.map(
        ({ feature, task }) => `${task.task.definition.id.text} (${shown(feature.path)})`,
      )
      return t('Note: {0} is changed by tasks of both branches: {1}', collision.path, someOf(tasks, 6))
    }
  }
}
