// Korean.
import { type Language, list } from './language.ts'

export const ko: Language = {
  code: 'ko',
  story: { full: list('사용자 스토리, 사용자스토리, 유저 스토리, 유저스토리'), several: [], short: list('스토리') },
  fields: {
    status: list('상태'),
    created: list('작성일, 생성일, 작성 일자, 생성 일자, 날짜'),
    updated: list('최종 수정일, 수정일, 최종 업데이트, 마지막 업데이트, 업데이트'),
    branch: list('기능 브랜치, 피처 브랜치, 브랜치'),
    input: list('입력'),
    owner: list('담당자, 소유자, 작성자'),
    type: list('유형, 종류'),
    issue: list('이슈'),
  },
  stages: {
    draft: list('초안, 작성 중, 작성중, 제안, 제안됨, 계획, 계획됨, 대기'),
    review: list('검토, 검토 중, 검토중, 리뷰, 리뷰 중, 리뷰중'),
    approved: list('승인, 승인됨, 승인 완료, 확정, 확정됨, 구현 중, 구현중, 진행 중, 진행중, 개발 중, 개발중'),
    done: list(
      '완료, 완료됨, 구현 완료, 구현완료, 구현됨, 개발 완료, 배포 완료, 배포됨, 출시됨, 병합됨, 종료, 종료됨, 보관됨',
    ),
  },
  scenario: {
    given: list('만약, 조건, 전제, 전제 조건, 전제조건, 주어진, 주어진 조건, 주어졌을 때'),
    when: list('만일, 언제, 때, 동작'),
    expected: list('그러면, 결과, 그때, 기대 결과, 예상 결과'),
    and: list('그리고, 하지만'),
  },
  sections: {
    metadata: list('메타데이터'),
    summary: list('요약, 개요'),
    problem: list('문제, 문제 정의, 문제점'),
    stories: list('사용자 스토리, 유저 스토리'),
    scenarios: list(
      '사용자 시나리오 및 테스트, 사용자 시나리오와 테스트, 사용자 시나리오 & 테스트, 사용자 시나리오, 사용자 시나리오 및 검증',
    ),
    requirements: list('요구사항, 요구 사항'),
    functional: list('기능 요구사항, 기능적 요구사항, 기능 요구 사항'),
    nonFunctional: list('비기능 요구사항, 비기능적 요구사항, 비기능 요구 사항'),
    nonGoals: list('비목표, 범위 외, 범위 밖, 제외 범위, 범위 제외'),
    criteria: list('성공 기준, 성공 조건, 성공기준'),
    outcomes: list('측정 가능한 결과, 측정 가능한 성과'),
    edgeCases: list('엣지 케이스, 예외 상황, 경계 사례, 예외 케이스, 에지 케이스'),
    assumptions: list('가정, 가정 사항, 전제, 전제 조건, 가정사항'),
    clarifications: list('명확화, 명확화 사항, 명확화 기록, 확인 사항'),
    entities: list('핵심 개체, 핵심 엔티티, 주요 엔티티, 주요 개체'),
    design: list('설계'),
    tasks: list('작업, 태스크, 과업'),
  },
  labels: {
    acceptance: list('인수 시나리오, 수용 시나리오, 승인 시나리오, 인수 조건, 수용 기준, 인수 기준'),
    independentTest: list('독립 테스트, 독립적 테스트, 독립 검증'),
    whyPriority: list('우선순위 이유, 우선순위 근거, 이 우선순위의 이유, 이 우선순위인 이유, 우선순위가 높은 이유'),
    priority: list('우선순위'),
    checkpoint: list('체크포인트'),
    context: list('맥락, 배경, 컨텍스트'),
    answer: list('결정, 답변, 결론'),
    reason: list('근거, 이유'),
    askedBy: list('질문자, 제기자'),
    decidedBy: list('결정자, 답변자'),
    references: list('참고, 참조, 참고 자료'),
  },
  fates:
    list(`철회, 철회됨, 삭제됨, 제거됨, 폐기, 폐기됨, 이동됨, 이관, 이관됨, 대체됨, 통합됨, 병합됨, 연기, 연기됨, 보류, 보류됨,
    취소, 취소됨, 범위 외, 범위 밖, 상속, 상속됨, 사용 안 함, 미사용, 더 이상`),
  replaces: list('대체, 통합, 삭제, 병합'),
  obligations: {
    keywords: list('해야 한다, 해야 합니다, 하여야 한다, 되어야 한다, 이어야 한다, 해서는 안 된다, 해야'),
    others: list(
      '어야, 아야, 여야, 필수, 금지, 가능해야, 할 수 있다, 할 수 있습니다, 수 있어야, 않는다, 안 된다, 한다, 합니다',
    ),
  },
  quantities: list('모든, 모두, 각, 매번, 항상, 절대, 전혀, 오직, 이상, 이하, 이내, 미만, 없이, 없음, 0건'),
  checks: {
    first: [],
    last: list(
      '확인, 확인하기, 확인한다, 실행, 실행하기, 실행한다, 검증, 검증하기, 검증한다, 테스트, 테스트하기, 검토, 검토하기, 문서화',
    ),
  },
  reports: list('작업 로그, 실행 로그, 진행 상황, 변경 이력, 완료 체크, 완료 기준'),
  openEnded: list('등, 등등, 기타 등등'),
  markers: {
    open: list('명확화 필요, 명확화가 필요, 확인 필요, 설명 필요, 결정 필요'),
    answered: list('명확화됨, 명확화 완료, 확인됨, 확인 완료'),
  },
  settled: {
    none: [],
    all: list('모든'),
    gone: list('없음, 없다, 없습니다, 해결됨, 해결되었는가, 해결 완료, 남아 있지 않음'),
  },
  examples: list('예를 들어, 예:, 예：'),
  openQuestions: list('미해결 질문, 미결 사항, 열린 질문'),
  mandatory: list('필수'),
  optional: list('선택, 선택 사항, 경우, 해당 시'),
  joints: { range: list('부터, 에서'), list: list('와, 과, 및, 또는') },
  common: list('은, 는, 을, 를, 이, 가, 의, 에, 한다, 합니다'),
}
