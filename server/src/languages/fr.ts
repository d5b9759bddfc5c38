// French.
import { type Language, list } from './language.ts'

export const fr: Language = {
  code: 'fr',
  story: {
    full: list(`récit utilisateur, récit d'utilisateur, récit d’utilisateur, scénario utilisateur, histoire utilisateur,
      histoire d'utilisateur, histoire d’utilisateur, recit utilisateur, scenario utilisateur`),
    several: list(`récits utilisateur, récits utilisateurs, scénarios utilisateur, scénarios utilisateurs,
      histoires utilisateur, histoires utilisateurs`),
    short: list('récit, histoire'),
  },
  fields: {
    status: list('statut, état'),
    created: list('créé, créée, créé le, créée le, date de création, date'),
    updated: list('dernière mise à jour, mis à jour, mise à jour'),
    branch: list('branche, branche de fonctionnalité, branche de la fonctionnalité, branche fonctionnalité'),
    input: list('entrée'),
    owner: list('responsable, propriétaire, auteur'),
    type: list('type'),
    issue: list('demande'),
  },
  stages: {
    draft: list('brouillon, ébauche, proposé, proposée, planifié, planifiée'),
    review: list('en revue, en relecture, en révision, à relire'),
    approved: list(
      `approuv*, accepté, acceptée, validé, validée, en cours, en développement, en implémentation, prêt, prête`,
    ),
    done: list(`terminé, terminée, termine, fait, faite, achevé, achevée, implémenté, implémentée, livré, livrée, clos,
      clôturé, complété, complétée, archivé, archivée`),
  },
  scenario: {
    given: list(
      'étant donné, étant donnée, étant donnés, étant données, etant donné, etant donnée, etant donnés, etant données, etant donne, soit',
    ),
    when: list('quand, lorsque'),
    expected: list('alors'),
    and: list('et, mais'),
  },
  sections: {
    metadata: list('métadonnées'),
    summary: list('résumé'),
    problem: list('problème, énoncé du problème'),
    stories: list('récits utilisateur, récits utilisateurs, histoires utilisateur'),
    scenarios: list(`scénarios utilisateur & tests, scénarios utilisateur et tests, scénarios utilisateurs & tests,
      scénarios utilisateurs et tests, scénarios utilisateurs & validation, scénarios utilisateur, scénarios utilisateurs`),
    requirements: list('exigences'),
    functional: list('exigences fonctionnelles, fonctionnelles'),
    nonFunctional: list('exigences non fonctionnelles, exigences non-fonctionnelles, non fonctionnelles'),
    nonGoals: list('hors périmètre, hors du périmètre, hors de portée, hors scope, non-objectifs'),
    criteria: list('critères de succès, critères de réussite'),
    outcomes: list('résultats mesurables'),
    edgeCases: list('cas limites, cas limite, cas particuliers, cas aux limites'),
    assumptions: list('hypothèses, suppositions, présupposés'),
    clarifications: list('clarifications, éclaircissements'),
    entities: list('entités clés, entités principales, entités clé'),
    design: list('conception'),
    tasks: list('tâches'),
  },
  labels: {
    acceptance: list(
      "scénarios d'acceptation, scénarios d’acceptation, critères d'acceptation, critères d’acceptation",
    ),
    independentTest: list('test indépendant'),
    whyPriority: list('pourquoi cette priorité, justification de la priorité'),
    priority: list('priorité'),
    checkpoint: list('point de contrôle'),
    context: list('contexte'),
    answer: list('décision, réponse'),
    reason: list('raison, justification'),
    askedBy: list('demandé par, posée par, posé par'),
    decidedBy: list('décidé par, décision de, répondu par'),
    references: list('références, liens'),
  },
  fates:
    list(`retiré, retirée, supprimé, supprimée, déplacé, déplacée, remplacé, remplacée, fusionné, fusionnée, reporté,
    reportée, différé, différée, abandonné, abandonnée, annulé, annulée, rejeté, rejetée, obsolète, hérité, héritée, reclassé, reclassée,
    hors périmètre, n'est plus`),
  replaces: list('remplace, remplacent, supprime, suppriment, fusionne'),
  obligations: {
    keywords: list('ne doit pas, ne doivent pas, doit, doivent, devrait, devraient'),
    others: list(
      'devra*, peut, peuvent, pourra, pourront, obligatoire, requis, requise, jamais, toujours, interdit, il faut',
    ),
  },
  quantities: list(
    'zéro, aucun, aucune, tous, toutes, chaque, jamais, toujours, seulement, uniquement, exactement, sans, moins de, plus de',
  ),
  checks: {
    first: list(`exécuter, lancer, vérifier, valider, tester, contrôler, relire, documenter, formater, tests`),
    last: [],
  },
  reports: list(`rapport d'avancement, journal des modifications, journal de bord, rétrospective`),
  openEnded: list('etc, et ainsi de suite, entre autres'),
  markers: {
    open: list(`besoin de clarification, nécessite clarification, nécessite une clarification, clarification nécessaire,
      clarification requise, à clarifier, à préciser`),
    answered: list('clarifié, précisé'),
  },
  settled: {
    none: list('aucun, aucune, plus de, pas de'),
    all: list('tous les'),
    gone: list('restant, restants, résolus, levés, supprimés'),
  },
  examples: list('par exemple, p. ex., p.ex., ex., ex :'),
  additions: list('ajouter'),
  openQuestions: list('questions ouvertes, questions en suspens'),
  mandatory: list('obligatoire*, requis, requise, nécessaire, toujours'),
  optional: list('optionnel, facultati*, si, quand, lorsque'),
  joints: { range: list('à, au'), list: list('et, ou') },
  common:
    list(`le, la, les, un, une, des, du, de, que, qui, en, et, par, avec, pour, se, est, sont, au, aux, dans, sur, son,
    sa, ses, doit, doivent, peut, quand, chaque, sans, plus, ne, pas, cette`),
}
