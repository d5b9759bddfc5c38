// Which type of specification a title speaks for. A suggestion, shown as one.

// The words by which cloud-native-ref's create-spec.sh tells the type of a specification; the first that match count.
const typical: readonly [string, RegExp][] = [
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

/** The type that the words of a title speak for, where the vocabulary has it. */
export const suggestedType = (title: string, words: readonly string[]): string | undefined =>
  typical.find(([type, pattern]) => words.includes(type) && pattern.test(title))?.[0]
