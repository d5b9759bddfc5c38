// Polish.
import { type Language, list } from './language.ts'

export const pl: Language = {
  code: 'pl',
  story: {
    full: list(`historia użytkownika, historii użytkownika, historię użytkownika, historyjka użytkownika,
      historyjki użytkownika, opowieść użytkownika`),
    several: list('historie użytkownika, historyjek użytkownika'),
    short: list('historia, historyjka'),
  },
  fields: {
    status: list('status, stan'),
    created: list('utworzono, utworzona, data utworzenia'),
    updated: list('ostatnia aktualizacja, zaktualizowano'),
    branch: list('gałąź, gałąź funkcjonalności, gałąź funkcji'),
    input: list('wejście, dane wejściowe'),
    owner: list('właściciel, autor, odpowiedzialny'),
    type: list('typ, rodzaj'),
    issue: list('zgłoszenie'),
  },
  stages: {
    draft: list('szkic, wersja robocza, robocza, propozycja, planowane, zaplanowane, zaplanowana'),
    review: list('w przeglądzie, w recenzji, w trakcie przeglądu, do przeglądu, przegląd'),
    approved: list(
      'zatwierdzon*, zaakceptowan*, przyjęt*, w trakcie, w trakcie realizacji, w realizacji, w toku, w trakcie implementacji',
    ),
    done: list(
      'ukończon*, zakończon*, zrealizowan*, wdrożon*, zaimplementowan*, wykonan*, zrobione, dostarczon*, zamknięt*, zarchiwizowan*',
    ),
  },
  scenario: {
    given: list('mając, zakładając, biorąc pod uwagę, mając dane'),
    when: list('kiedy, gdy, jeśli, jeżeli'),
    expected: list('wtedy, wówczas, to'),
    and: list('oraz, i, ale'),
  },
  sections: {
    metadata: list('metadane'),
    summary: list('podsumowanie, streszczenie'),
    problem: list('problem, opis problemu'),
    stories: list('historie użytkownika, historyjki użytkownika, historie użytkowników'),
    scenarios:
      list(`scenariusze użytkownika i testowanie, scenariusze użytkownika i testy, scenariusze użytkownika & testowanie,
      scenariusze użytkownika`),
    requirements: list('wymagania'),
    functional: list('wymagania funkcjonalne, funkcjonalne'),
    nonFunctional: list('wymagania niefunkcjonalne, wymagania pozafunkcjonalne, niefunkcjonalne'),
    nonGoals: list('poza zakresem, poza zakresem prac, nie-cele, cele wykluczone'),
    criteria: list('kryteria sukcesu, kryteria powodzenia'),
    outcomes: list('mierzalne wyniki, mierzalne rezultaty, wyniki mierzalne'),
    edgeCases: list('przypadki brzegowe, przypadki graniczne, przypadki skrajne'),
    assumptions: list('założenia'),
    clarifications: list('wyjaśnienia, doprecyzowania'),
    entities: list('kluczowe encje, główne encje, kluczowe byty'),
    design: list('projekt'),
    tasks: list('zadania'),
  },
  labels: {
    acceptance: list('scenariusze akceptacji, scenariusze akceptacyjne, kryteria akceptacji'),
    independentTest: list('niezależny test, test niezależny'),
    whyPriority: list('dlaczego ten priorytet, uzasadnienie priorytetu'),
    priority: list('priorytet'),
    checkpoint: list('punkt kontrolny'),
    context: list('kontekst'),
    answer: list('decyzja, odpowiedź'),
    reason: list('uzasadnienie, powód'),
    askedBy: list('zapytał, pytający, zgłaszający'),
    decidedBy: list('zdecydował, decydent, odpowiedział'),
    references: list('odnośniki, referencje, źródła'),
  },
  fates:
    list(`wycofan*, usunięt*, przeniesion*, zastąpion*, scalon*, odłożon*, odroczon*, anulowan*, odrzucon*, porzucon*,
    przestarzał*, odziedziczon*, pominięt*, poza zakresem, już nie`),
  replaces: list('zastępuje, usuwa, łączy'),
  obligations: {
    keywords: list('nie może, nie mogą, nie musi, musi, muszą, powinien, powinna, powinno, powinny, powinni'),
    others: list('może, mogą, należy, nigdy, zawsze, tylko, wolno, nie wolno, wymagane, wymagany, zabronione, trzeba'),
  },
  quantities: list(
    'zero, żaden, żadna, żadne, wszystkie, wszyscy, każdy, każda, każde, nigdy, zawsze, tylko, dokładnie, bez, mniej niż, więcej niż, co najmniej',
  ),
  checks: {
    first: list(
      `uruchom, uruchomić, zweryfikuj, zweryfikować, sprawdź, sprawdzić, przetestuj, przetestować, zwaliduj,
      przejrzyj, udokumentuj, udokumentować, sformatuj, testy, weryfikacja, walidacja`,
    ),
    last: [],
  },
  reports: list('dziennik zmian, raport z postępu'),
  pointers: list('patrz wyżej, patrz niżej, zob. wyżej, zob. niżej'),
  openEnded: list('itp., itd., i tak dalej, i inne, m.in.'),
  markers: {
    open: list(`wymaga wyjaśnienia, do wyjaśnienia, wymaga doprecyzowania, do doprecyzowania, do ustalenia,
      potrzebne wyjaśnienie`),
    answered: list('wyjaśnione, wyjaśniono, doprecyzowano, doprecyzowane'),
  },
  settled: { none: list('brak, bez, żadnych'), all: list('wszystkie'), gone: list('pozostało, rozwiązane, usunięte') },
  examples: list('np., na przykład'),
  additions: list('dodać'),
  openQuestions: list('otwarte pytania, pytania otwarte'),
  mandatory: list('obowiązkow*, wymagan*'),
  optional: list('opcjonaln*'),
  conditional: list('jeśli, jeżeli, gdy'),
  joints: { range: list('do, aż do'), list: list('oraz, i, lub') },
  common:
    list(`nie, się, jest, są, że, dla, przez, oraz, musi, muszą, które, który, która, po, za, ze, przy, jako, lub, jego,
    może, gdy, każdy, bez, od, z, w, na, i, o, tego, tym, ten, ta, potem, już, czy, jak, jeśli`),
}
