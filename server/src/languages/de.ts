// German.
import { type Language, list } from './language.ts'

export const de: Language = {
  code: 'de',
  story: {
    full: list('benutzergeschichte, nutzergeschichte, anwendergeschichte, user-story'),
    several: list('benutzergeschichten, nutzergeschichten, anwendergeschichten, user-stories'),
    short: list('geschichte'),
  },
  fields: {
    status: list('status, zustand'),
    created: list('erstellt, erstellt am, erstellungsdatum, datum'),
    updated: list('zuletzt aktualisiert, letzte aktualisierung, aktualisiert'),
    branch: list('feature-branch, feature branch, zweig, funktionszweig'),
    input: list('eingabe'),
    owner: list('verantwortlich, verantwortlicher, eigentümer, autor'),
    type: list('typ'),
    issue: list('vorgang'),
  },
  stages: {
    draft: list('entwurf, vorgeschlagen, vorschlag, geplant'),
    review: list('in prüfung, in pruefung, in überprüfung, in begutachtung, zur prüfung'),
    approved:
      list(`genehmigt, freigegeben, akzeptiert, angenommen, in arbeit, in umsetzung, in bearbeitung, in entwicklung,
      bereit, beschlossen`),
    done: list(
      'fertig, abgeschlossen, erledigt, umgesetzt, implementiert, ausgeliefert, veröffentlicht, geschlossen, archiviert',
    ),
  },
  scenario: {
    given: list('gegeben, angenommen'),
    when: list('wenn'),
    expected: list('dann'),
    and: list('und, aber'),
  },
  sections: {
    metadata: list('metadaten'),
    summary: list('zusammenfassung'),
    problem: list('problem, problemstellung'),
    stories: list('benutzergeschichten, nutzergeschichten, user stories, user-stories'),
    scenarios:
      list(`benutzerszenarien & tests, nutzungsszenarien & tests, nutzungsszenarien und tests, benutzerszenarien und tests, nutzerszenarien & tests, nutzerszenarien und tests,
      benutzerszenarien, nutzerszenarien, benutzerszenarien & testen, benutzerszenarien und testen, anwenderszenarien & tests,
      user-szenarien & tests`),
    requirements: list('anforderungen'),
    functional: list('funktionale anforderungen, funktional'),
    nonFunctional: list(
      'nicht-funktionale anforderungen, nichtfunktionale anforderungen, nicht funktionale anforderungen',
    ),
    nonGoals: list('nicht-ziele, nichtziele, außerhalb des umfangs, nicht im umfang, abgrenzung'),
    criteria: list('erfolgskriterien'),
    outcomes: list('messbare ergebnisse'),
    edgeCases: list('grenzfälle, randfälle, sonderfälle'),
    assumptions: list('annahmen'),
    clarifications: list('klärungen, klarstellungen'),
    entities: list('schlüsselentitäten, zentrale entitäten, wichtige entitäten, kernentitäten'),
    design: list('entwurf'),
    tasks: list('aufgaben'),
  },
  labels: {
    acceptance: list('akzeptanzszenarien, akzeptanzkriterien, abnahmeszenarien, abnahmekriterien'),
    independentTest: list('unabhängiger test'),
    whyPriority: list('warum diese priorität, begründung der priorität'),
    priority: list('priorität'),
    checkpoint: list('kontrollpunkt, prüfpunkt'),
    context: list('kontext'),
    answer: list('entscheidung, antwort'),
    reason: list('begründung, grund'),
    askedBy: list('gefragt von, gestellt von'),
    decidedBy: list('entschieden von, beantwortet von'),
    references: list('verweise, referenzen'),
  },
  fates:
    list(`zurückgezogen, entfernt, gelöscht, verschoben, ersetzt, zusammengeführt, verworfen, gestrichen, zurückgestellt,
    vertagt, abgelehnt, storniert, veraltet, überholt, geerbt, übernommen aus, entfällt, nicht mehr, außerhalb des umfangs`),
  replaces: list('ersetzt, ersetzen, entfernt, streicht, vereint'),
  obligations: {
    keywords: list('darf nicht, dürfen nicht, muss, müssen, soll, sollen, sollte, sollten, darf, dürfen'),
    others: list(
      'soll*, kann, können, könnte, niemals, immer, nie, verboten, erforderlich, verpflichtend, ist zu, sind zu',
    ),
  },
  quantities: list(
    'null, kein, keine, keinen, alle, allen, jeder, jede, jedes, nie, niemals, immer, nur, genau, ohne, weniger als, mehr als',
  ),
  checks: {
    first: list(
      `ausführen, prüfen, prüfe, überprüfen, überprüfe, verifizieren, verifiziere, validieren, validiere, testen,
      teste, test, tests, dokumentieren, dokumentiere, formatieren`,
    ),
    last: [],
  },
  reports: list('fortschrittsbericht, statusbericht, änderungsprotokoll, rückblick'),
  pointers: list('siehe oben, siehe unten, s. o., s. u.'),
  openEnded: list('usw., usw, und so weiter, u. a., u. ä., unter anderem, etc'),
  markers: {
    open: list(
      'klärungsbedarf, klärung erforderlich, klärung nötig, klärung notwendig, benötigt klärung, zu klären, klärung benötigt',
    ),
    answered: list('geklärt'),
  },
  settled: {
    none: list('keine, keinerlei'),
    all: list('alle'),
    gone: list('übrig, offen, vorhanden, mehr, geklärt, gelöst, beantwortet, entfernt'),
  },
  examples: list('z. b., z.b., zum beispiel'),
  additions: list('hinzufügen, ergänzen, hinzugefügt werden'),
  openQuestions: list('offene fragen, offene punkte, ungeklärte fragen'),
  mandatory: list('Pflicht*, verpflichtend*, erforderlich, notwendig, obligatorisch*, zwingend'),
  optional: list('optional'),
  conditional: list('falls, wenn'),
  joints: { range: list('bis'), list: list('und, oder, sowie') },
  common:
    list(`der, die, das, den, dem, des, ein, eine, einen, einem, einer, und, ist, sind, wird, werden, für, mit, von, zu,
    auf, im, bei, nicht, muss, müssen, soll, kann, wenn, oder, als, aus, nach, sich, durch`),
}
