// The marks of checkboxes: the words and signs that may be inside one, by meaning. GFM itself has only ` `, `x` and `X`.

/** Done. */
export const doneMarks: readonly string[] =
  'x,х,ｘ,✓,✔,✅,☑,☒,🗹,🗸,√,v,done,complete,completed,finished,ok,pass,passed,完,完成,已完成,完了,済,済み,완료,hecho,fait,feito,erledigt,fertig,gotowe,zrobione,готово'.split(
    ',',
  )

/** Given up, or not applicable. */
export const droppedMarks: readonly string[] =
  "-,–,—,−,~,～,⊘,🚫,n/a,na,n.a.,skip,skipped,dropped,cancelled,canceled,wontfix,won't do,won't fix,deferred,obsolete,removed,跳过,跳過,取消,不适用,不適用,中止,廃止,취소,해당없음".split(
    ',',
  )

/** Still to be done, in words. */
export const openMarks: readonly string[] =
  'todo,to do,wip,in progress,in-progress,doing,started,partial,blocked,waiting,on hold,pending,open,fail,failed,进行中,進行中,阻塞,待办,待辦,未着手,対応中,保留,진행중,대기'.split(
    ',',
  )

/** Other words for the same meanings, which legends and columns use. They do not occur inside a checkbox. */
export const phrases: Readonly<Record<'done' | 'dropped' | 'open', readonly string[]>> = {
  done: 'implemented,closed,merged,verified,shipped,released,delivered'.split(','),
  dropped:
    'not applicable,not needed,not required,no longer needed,given up,abandoned,excluded,out of scope,superseded,postponed,rejected,withdrawn,moved,replaced,transferred,reverted,descoped,de-scoped,ignored'.split(
      ',',
    ),
  open: 'not started,not done,not yet,incomplete,unfinished,planned,ongoing,under way,ready,review,in review'.split(
    ',',
  ),
}
