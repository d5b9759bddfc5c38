// Japanese.
import { type Language, list } from './language.ts'

export const ja: Language = {
  code: 'ja',
  story: {
    full: list('ユーザーストーリー, ユーザストーリー, ユーザー・ストーリー, ユーザー ストーリー'),
    several: [],
    short: list('ストーリー'),
  },
  fields: {
    status: list('ステータス, 状態'),
    created: list('作成日, 作成日時, 作成, 日付'),
    updated: list('最終更新, 最終更新日, 更新日'),
    branch: list('機能ブランチ, フィーチャーブランチ, ブランチ'),
    input: list('入力'),
    owner: list('担当者, 担当, 所有者, オーナー, 作成者'),
    type: list('種別, 種類, タイプ'),
    issue: list('課題, イシュー'),
  },
  stages: {
    draft: list('下書き, ドラフト, 草案, 草稿, 提案, 計画中, 未着手'),
    review: list('レビュー, レビュー中, レビュー待ち, 確認中, 審査中'),
    approved: list('承認, 承認済み, 承認済, 確定, 実装中, 進行中, 作業中, 開発中, 対応中'),
    done: list(
      '完了, 完了済み, 完了済, 実装済み, 実装済, 実装完了, リリース済み, リリース済, マージ済み, 対応済み, クローズ, 完成',
    ),
  },
  scenario: {
    given: list('前提, 前提条件, 与えられた条件'),
    when: list('もし, 操作, 実行, いつ'),
    expected: list('結果, 期待結果, ならば, その結果, 期待される結果'),
    and: list('かつ, また, しかし'),
  },
  sections: {
    metadata: list('メタデータ'),
    summary: list('概要, サマリー'),
    problem: list('課題, 問題, 解決したい課題'),
    stories: list('ユーザーストーリー'),
    scenarios: list(
      'ユーザーシナリオとテスト, ユーザーシナリオ＆テスト, ユーザーシナリオ & テスト, ユーザーシナリオ, ユーザシナリオとテスト',
    ),
    requirements: list('要件, 要求, 要求事項'),
    functional: list('機能要件, 機能要求'),
    nonFunctional: list('非機能要件, 非機能要求'),
    nonGoals: list('対象外, スコープ外, 範囲外, 非目標, やらないこと'),
    criteria: list('成功基準, 成功指標, 達成基準'),
    outcomes: list('測定可能な成果, 測定可能な結果, 計測可能な成果'),
    edgeCases: list('エッジケース, 境界ケース, 例外ケース'),
    assumptions: list('前提条件, 前提, 仮定, 想定, 制約と仮定'),
    clarifications: list('明確化, 明確化事項, 確認事項'),
    entities: list('主要エンティティ, 主要なエンティティ, キーエンティティ'),
    design: list('設計'),
    tasks: list('タスク'),
  },
  labels: {
    acceptance: list('受け入れシナリオ, 受入シナリオ, 受け入れ基準, 受入基準, 受け入れ条件'),
    independentTest: list('独立テスト, 独立したテスト, 独立テスト基準, 単独テスト'),
    whyPriority: list('この優先度の理由, 優先度の理由'),
    priority: list('優先度, 優先順位'),
    checkpoint: list('チェックポイント'),
    context: list('背景, コンテキスト, 文脈'),
    answer: list('決定, 決定事項, 回答, 結論'),
    reason: list('理由, 根拠'),
    askedBy: list('質問者, 起票者'),
    decidedBy: list('決定者, 回答者'),
    references: list('参考, 参照, 参考資料'),
  },
  fates:
    list(`撤回, 削除済み, 削除済, 廃止, 移動済み, 移動済, へ移動, に移動, へ移管, に移管, 置き換え, 置換, 統合済み, に統合, へ統合,
    延期, 見送り, 取り消し, 取消, 中止, 対象外, スコープ外, 継承, 引き継ぎ, 欠番, 未使用`),
  replaces: list('置換, 統合, 削除'),
  obligations: {
    keywords: list('しなければならない, してはならない, べきである, 必須'),
    others:
      list(`なければならない, てはならない, ではならない, べき, こと, できる, できます, してよい, しない, する, します, 必要がある,
      なければ`),
  },
  quantities: list(
    'すべて, 全て, 全ての, 各, 毎回, 常に, 必ず, 決して, のみ, だけ, 以上, 以下, 以内, 未満, ゼロ, ない',
  ),
  checks: {
    first: [],
    last: list(
      '確認, 確認する, 実行, 実行する, 検証, 検証する, 検査, テスト, テストする, レビュー, レビューする, 文書化, 文書化する',
    ),
  },
  reports: list('実行ログ, 作業ログ, 変更履歴, 進捗状況, 完了チェック, 完了基準'),
  pointers: list('上記参照, 下記参照, 上記を参照, 下記を参照'),
  openEnded: list('など, 等'),
  markers: {
    open: list('要明確化, 要確認, 明確化が必要, 確認が必要, 要検討, 未確定'),
    answered: list('明確化済み, 明確化済, 確認済み, 確認済'),
  },
  settled: {
    none: [],
    all: list('すべての, 全ての'),
    gone: list('残っていない, 残っていません, なし, ありません, 解決済み, 残存しない'),
  },
  examples: list('例えば, たとえば, 例:, 例：'),
  additions: list('追加, を追加, の追加'),
  openQuestions: list('未解決の質問, 未解決事項, 未決事項, オープンクエスチョン'),
  mandatory: list('必須, 必要'),
  optional: list('任意, オプション'),
  conditional: list('場合, 該当する場合'),
  joints: { range: list('から'), list: list('と, および, 及び, または, や') },
  common: list('の, は, を, に, が, で, と, する, です, ます, こと'),
}
