// Suggests the type of a specification from its title.

// The words that cloud-native-ref's create-spec.sh tells the type of a specification by. The first match counts.
const typeWords: readonly [string, RegExp][] = [
  [
    'security',
    /\b(?:network polic\w+|rbac|pki|openbao|cert-?manager|tls|certificates?|cilium polic\w+|security|secrets?)\b/i,
  ],
  ['composition', /\b(?:kcl|compositions?|crossplane|xrds?|epi|claims?)\b/i],
  [
    'infrastructure',
    /\b(?:terraform|opentofu|tofu|vpc|eks|tailscale|subnets?|\.tf|node (?:groups?|pools?)|karpenter)\b/i,
  ],
  ['platform', /./],
]

/** The type that the words of a title suggest, among the types of the vocabulary `words`. */
export const suggestedType = (title: string, words: readonly string[]): string | undefined =>
  typeWords.find(([type, pattern]) => words.includes(type) && pattern.test(title))?.[0]
