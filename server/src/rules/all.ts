// The list of rules. A new rule is a new file and a line here. unused-suppression is last, because it looks at which
// findings of the other rules were suppressed.
import { brokenLink } from './brokenLink.ts'
import { changedSinceApproval } from './changedSinceApproval.ts'
import { contradictedReview } from './contradictedReview.ts'
import { duplicateId } from './duplicateId.ts'
import { duplicateSection } from './duplicateSection.ts'
import { duplicateSpecId } from './duplicateSpecId.ts'
import { emptyClarification } from './emptyClarification.ts'
import { emptySection } from './emptySection.ts'
import type { Rule } from './engine/rule.ts'
import { incompleteScenario } from './incompleteScenario.ts'
import { inlineAnswer } from './inlineAnswer.ts'
import { invalidMetadata } from './invalidMetadata.ts'
import { invalidYaml } from './invalidYaml.ts'
import { malformedId } from './malformedId.ts'
import { mergeConflict } from './mergeConflict.ts'
import { mismatchedId } from './mismatchedId.ts'
import { missingArtifact } from './missingArtifact.ts'
import { missingId } from './missingId.ts'
import { missingMetadata } from './missingMetadata.ts'
import { missingObligation } from './missingObligation.ts'
import { missingPath } from './missingPath.ts'
import { missingReference } from './missingReference.ts'
import { missingScenario } from './missingScenario.ts'
import { missingSection } from './missingSection.ts'
import { nearDuplicate } from './nearDuplicate.ts'
import { openClarification } from './openClarification.ts'
import { openEndedList } from './openEndedList.ts'
import { openTasks } from './openTasks.ts'
import crossplane from './packs/crossplane.json' with { type: 'json' }
import { type PackData, packOf } from './packs/pack.ts'
import { packRules } from './packs/packRule.ts'
import { parallelConflict } from './parallelConflict.ts'
import { placeholder } from './placeholder.ts'
import { recycledId } from './recycledId.ts'
import { resourceWithoutRequirement } from './resourceWithoutRequirement.ts'
import { reviewIncomplete } from './reviewIncomplete.ts'
import { sectionOrder } from './sectionOrder.ts'
import { staleCount } from './staleCount.ts'
import { staleStatus } from './staleStatus.ts'
import { staleTick } from './staleTick.ts'
import { storyShape } from './storyShape.ts'
import { taskCycle } from './taskCycle.ts'
import { taskOrder } from './taskOrder.ts'
import { tooFewCriteria } from './tooFewCriteria.ts'
import { tooFewRequirements } from './tooFewRequirements.ts'
import { tooFewTasks } from './tooFewTasks.ts'
import { unclosedFence } from './unclosedFence.ts'
import { uncoveredCriterion } from './uncoveredCriterion.ts'
import { uncoveredRequirement } from './uncoveredRequirement.ts'
import { uncoveredStory } from './uncoveredStory.ts'
import { undefinedId } from './undefinedId.ts'
import { unknownSuppression } from './unknownSuppression.ts'
import { unmeasurableCriterion } from './unmeasurableCriterion.ts'
import { unreferencedDecision } from './unreferencedDecision.ts'
import { untracedTask } from './untracedTask.ts'
import { unusedSuppression } from './unusedSuppression.ts'
import { vagueTerm } from './vagueTerm.ts'

/** The rules about Crossplane resources: a pack like any other. */
const builtinRules = packRules(packOf(crossplane as unknown as PackData, ''))

export const allRules: readonly Rule[] = [
  brokenLink,
  changedSinceApproval,
  contradictedReview,
  duplicateId,
  duplicateSection,
  duplicateSpecId,
  emptyClarification,
  emptySection,
  incompleteScenario,
  inlineAnswer,
  invalidMetadata,
  invalidYaml,
  malformedId,
  mergeConflict,
  mismatchedId,
  missingArtifact,
  missingId,
  missingMetadata,
  missingObligation,
  missingPath,
  missingReference,
  missingScenario,
  missingSection,
  nearDuplicate,
  openClarification,
  openEndedList,
  openTasks,
  parallelConflict,
  placeholder,
  recycledId,
  resourceWithoutRequirement,
  reviewIncomplete,
  sectionOrder,
  staleCount,
  staleStatus,
  staleTick,
  storyShape,
  taskCycle,
  taskOrder,
  tooFewCriteria,
  tooFewRequirements,
  tooFewTasks,
  unclosedFence,
  uncoveredCriterion,
  uncoveredRequirement,
  uncoveredStory,
  undefinedId,
  unmeasurableCriterion,
  unreferencedDecision,
  untracedTask,
  vagueTerm,
  ...builtinRules,
  unknownSuppression,
  unusedSuppression,
]
