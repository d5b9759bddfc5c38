// The rules about resources, in all forms that YAML in specifications has.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { apply, checkRule, checkRuleInWorkspace, run, workspaceOf } from '../support/rules.ts'

const intro = '# Spec: Queue\n\n## Design\n\nNames start with `xplane-`.\n\n'
const fenced = (yaml: string, language = 'yaml'): string => `${intro}\`\`\`${language}\n${yaml}\`\`\`\n`
const ignores = (code: string, ...blocks: string[]): void => {
  for (const yaml of blocks) checkRule(code, fenced(yaml))
}

describe('resource-prefix', () => {
  it('applies to resources that Crossplane manages, and to API groups that the workspace defines', async () => {
    await checkRuleInWorkspace(
      'resource-prefix',
      fenced(`apiVersion: cloud.example.org/v1alpha1
kind: Queue
metadata:
  name: orders
        ^^^^^^ Queue "orders" is managed by Crossplane
---
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: Role
metadata:
  name: "xplane-orders"
---
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: Policy
metadata: { name: 'orders-policy' }
                  ^^^^^^^^^^^^^^^ "orders-policy"
`),
    )
  })
  it('ignores other resources, names that a template makes, and the configuration of Crossplane', () => {
    ignores(
      'resource-prefix',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: orders\n',
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata:\n  name: orders\n',
      'apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: {{ .Values.name }}\n',
      `apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: \${NAME}\n`,
      'apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: <app>-archive\n',
      'apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  generateName: orders-\n',
      'apiVersion: aws.upbound.io/v1beta1\nkind: ProviderConfig\nmetadata:\n  name: default\n',
      'apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nmetadata:\n  name: queues\n',
      'name: orders\nkind: Bucket\n',
    )
  })
  it('is fixed everywhere in the document, but only where the name is a whole word', async () => {
    const text = `${intro}The \`orders-archive\` of my-orders-archive, see ./orders-archive/x.

\`\`\`yaml
apiVersion: s3.aws.upbound.io/v1beta1
kind: Bucket
metadata:
  name: orders-archive
\`\`\`
`
    const [finding] = run(await workspaceOf(text), 'resource-prefix')
    const fixed = apply(text, finding?.fixes()[0]?.edits ?? [])
    assert.match(fixed, /The `xplane-orders-archive` of my-orders-archive, see \.\/orders-archive\/x\./)
    assert.match(fixed, /\n {2}name: xplane-orders-archive\n/)
    assert.deepEqual(run(await workspaceOf(fixed), 'resource-prefix'), [])
  })
  it('cites the clause of the constitution', async () => {
    const [finding] = run(
      await workspaceOf(
        `${fenced('apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: orders\n')}//- constitution.md\n# Constitution\n\n## 3. Resource Naming\n\nAll names start with xplane-.\n`,
      ),
      'resource-prefix',
    )
    assert.match(finding?.message ?? '', / See "3\. Resource Naming" in the constitution\.$/)
    const [{ span, other } = assert.fail()] = finding?.related ?? []
    assert.equal(other?.path.endsWith('constitution.md'), true)
    assert.equal(other?.text.slice(span.start, span.end), '## 3. Resource Naming')
  })
})

describe('the rules of the pack crossplane', () => {
  it('apply if the specification, its template or the constitution mentions names with the prefix', async () => {
    const text =
      '# Feature Specification: Queue\n\n**Feature Branch**: `1-queue`\n\n## Requirements\n\n- **FR-001**: System MUST a\n\n## Design\n\n```yaml\npassword: Tr0ub4dor-and-3\n```\n'
    const found = async (others: Record<string, string>): Promise<boolean> => {
      const path = '/w/specs/001-queue/spec.md'
      const checker = createChecker({
        files: memoryFiles({ '/w/.git/HEAD': '', [path]: text, ...others }),
        kept: false,
        roots: () => ['/w'],
        onError: (_, error) => assert.fail(String(error)),
      })
      const loaded = await checker.load(path)
      assert.equal(loaded?.feature.format.name, 'spec-kit')
      const { files } = await checker.check(loaded)
      return files.some(({ findings }) => findings.some(({ code }) => code === 'hardcoded-secret'))
    }
    assert.equal(await found({}), false)
    assert.equal(await found({ '/w/.specify/memory/constitution.md': '# C\n\nNames start with xplane-.\n' }), true)
    assert.equal(await found({ '/w/.specwise.json': '{"packs": ["crossplane"]}' }), true)
    assert.equal(await found({ '/w/.specwise.json': '{"packs": []}', '/w/constitution.md': 'xplane-a' }), false)
  })
  it('ignore API examples of custom resources', async () => {
    const text = fenced(`apiVersion: cloud.example.org/v1alpha1
kind: EPI
metadata:
  name: xplane-my-app
  namespace: apps
spec:
  auth:
    existingSecret: harbor-valkey-password
    passwordKey: REDIS_PASSWORD
  type: kafka | sqs  # Backend type
  policyDocument: |
    { "Version": "2012-10-17" }
  containers:
    - name: sidecar
`)
    const codes = run(await workspaceOf(text)).map(({ code }) => code)
    assert.deepEqual(
      codes.filter((code) => /resource-(?:prefix|name)|yaml|secret|policy|context|limits|irsa/.test(code)),
      [],
    )
  })
})

describe('hardcoded-secret', () => {
  it('finds secrets in plain text', () => {
    checkRule(
      'hardcoded-secret',
      fenced(`db:
  password: Sup3r-geheim
            ^^^^^^^^^^^^
  apiKey: "sk-live-9aF3kd82LLq0"
          ^^^^^^^^^^^^^^^^^^^^^^
env:
  - name: DB_PASSWORD
    value: correcthorse
           ^^^^^^^^^^^^
aws_access_key_id: AKIA4ZP3QXLW7T2MNB6D
                   ^^^^^^^^^^^^^^^^^^^^
github_token: ghp_9aF3kd82LLq0ab12
              ^^^^^^^^^^^^^^^^^^^^
`),
    )
  })
  it('ignores names, references, variables and dummies', () => {
    ignores(
      'hardcoded-secret',
      'password:\n  secretKeyRef:\n    name: db\n    key: password\n',
      'existingSecret: orders-db\npasswordKey: DB_PASSWORD\nsecretName: x\n',
      `password: $DB_PASSWORD\ntoken: \${TOKEN}\nsecret: {{ .Values.secret }}\napiKey: <your key>\n`,
      'password: changeme\ntoken: "..."\nsecret: REDACTED\napi_key: xxx-xxx\nclientSecret: ""\n',
      'connectionSecret:\n  name: orders-queue-credentials\nsecret: orders-queue-credentials\n',
      'token: true\npassword: null\nauth: github\nsecret: harbor-valkey\n',
      'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: a, key: b }\n  - name: LOG\n    value: debug\n',
      'password: vault:secret/data/db#password\nprivateKey: /etc/tls/key.pem\n',
      'stringData:\n  password: ENC[AES256_GCM,data:abc]\n',
    )
  })
})

describe('text that looks like a secret', () => {
  it('is ignored if it is a key of another store, ciphertext, a sentence, a type or the address of a secret', () => {
    ignores(
      'hardcoded-secret',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  data:\n    - secretKey: username\n      remoteRef: { key: orders/db }\n',
      'kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq\n',
      'password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6638643965\n',
      'existingSecret: s3-orders-backup\ntlsSecret: ec2-metadata-tls\nsecret: prod/orders/db-v2\nconnectionSecret: Orders-Db-V2-Conn\n',
      'password: The password of the database user\n',
      'password: varchar\napiKey: header\ntoken: string\npwd: integer\n',
      'passwordPolicy: Tr0ub4dor-and-3\nprivateKeyPath: Tr0ub4dor-and-3\n',
      'apiKey: arn:aws:secretsmanager:eu-west-3:1:secret:x\npassword: gcpsm://p/s\ntoken: projects/p/secrets/s/versions/latest\n',
      'password: .Values.auth.pw\nrootPassword: var.db_pw\ndbPassword: ((db-pw))\n',
      'kind: Secret\ndata:\n  password: cGFzc3dvcmQ=\n  token: Y2hhbmdlbWU=\n',
      'env:\n  - secretRef:\n      name: admin-password\n    value: something-else\n',
      'vault.hashicorp.com/agent-inject-secret-password: kv/data/orders\n',
    )
  })
  it('is ignored in ciphertext of any kind and behind a tag', () => {
    ignores(
      'hardcoded-secret',
      'kind: Vault\nspec:\n  encryptedData:\n    password: Tr0ub4dor-and-3\n',
      'password: !secret Tr0ub4dor-and-3\n',
    )
  })
  it('is reported in these cases', () => {
    const found = (yaml: string): number => run(fenced(yaml), 'hardcoded-secret').length
    for (const yaml of [
      'adminPassword: Password123\n',
      'PGPASSWORD: Tr0ub4dor-and-3\n',
      'env:\n  - value: Tr0ub4dor-and-3\n    name: DB_PASSWORD\n',
      'environment:\n  - POSTGRES_PASSWORD=Tr0ub4dor-and-3\n',
      'args: ["--password=Tr0ub4dor-and-3"]\n',
      'url: postgres://orders:Tr0ub4dor3@db:5432/orders\n',
      'note: ghp_abcdefghijklmnopqrstuvwxyz0123456789\n',
      'a: 1\na: 2\npassword: Tr0ub4dor-and-3\n',
      'password: !!str Tr0ub4dor-and-3\n',
      'key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEowIBAAKCAQEA7x9Qd\n',
    ])
      assert.equal(found(yaml), 1, yaml)
  })
})

describe('placeholders for names', () => {
  it('are ignored', () => {
    for (const name of [
      'my-<team>-config',
      'xplane-[env]-x',
      'config-{env}',
      '"{name}-config"',
      '$NAME',
      'xplane-$ENV-orders',
      '"@NAME@"',
      '__NAME__',
      'xplane-NAME',
      'xplane-*',
      'orders-…',
      '',
      'your_name',
    ])
      for (const code of ['resource-name', 'resource-prefix'])
        ignores(code, `apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: ${name}\n`)
  })
})

describe('the requirements of workloads', () => {
  const pod = (containers: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { a: b } }\n  template:\n    spec:\n${containers}`
  it('apply to each container, with the settings of its pod', () => {
    checkRule(
      'missing-security-context',
      fenced(
        pod(`      securityContext:
        runAsNonRoot: true
      containers:
        - name: web
                ^^^ allowPrivilegeEscalation
          securityContext:
            readOnlyRootFilesystem: true
`),
      ),
    )
  })
  it('do not apply to omitted text, aliases, merged maps and other kinds', () => {
    for (const code of ['missing-security-context', 'missing-resource-limits'])
      ignores(
        code,
        pod('      containers:\n        - name: web\n          # ...\n'),
        pod('      containers:\n        - name: web\n          ...\n'),
        pod('      containers:\n        - <<: *defaults\n          name: web\n').replace(
          'apiVersion',
          'x: &defaults {}\napiVersion',
        ),
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
        'apiVersion: example.org/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n',
      )
  })
  it('are met by a network policy in another document of the feature', async () => {
    const job = fenced('apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n')
    assert.equal(run(await workspaceOf(job), 'missing-network-policy').length, 1)
    const plan = '//- plan.md\n# Plan\n\n```yaml\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\n```\n'
    assert.deepEqual(run(await workspaceOf(job + plan), 'missing-network-policy'), [])
  })
})

describe('invalid-yaml', () => {
  it('reports the first mistake at its location, also in a list', () => {
    checkRule(
      'invalid-yaml',
      `${intro}- Like this:

  \`\`\`yaml
  a: 1
  a: 2
  ^ Duplicate key: the first value is ignored.
  \`\`\`

> \`\`\`yaml
> b:
> \tc: 1
  ^ Tab used for indentation. YAML allows spaces only.
> \`\`\`
`,
    )
  })
  it('ignores templates, omitted text, diffs and other languages', () => {
    ignores(
      'invalid-yaml',
      'a: {{ .Values.a }}\n{{- if .b }}\nb: 1\n{{- end }}\n',
      'a:\n  b: 1\n  ...\nc: …\n',
      '+ a: 1\n- a: 2\n',
      'a: [ 1, 2\n  , 3 ]\n---\nb: |\n  text: with: colons\n',
      'type: kafka | sqs  # both\n',
      '',
    )
    checkRule('invalid-yaml', fenced('a: 1\na: 2\n', 'text'))
  })
  it('stays within limits for hostile YAML, and reports the mistake', () => {
    const messages = (yaml: string): string[] => run(fenced(yaml), 'invalid-yaml').map(({ message }) => message)
    assert.match(messages(`a: ${'['.repeat(30_000)}\n`)[0] ?? '', /^YAML block nested too deeply/)
    assert.match(
      messages(`${'a: b\n'.repeat(300_000)}`)[0] ?? '',
      /^YAML block too large to check: 1499999 characters \(limit \d+\)/,
    )
    assert.match(messages('a: 1\n'.repeat(5000))[0] ?? '', /^Duplicate key/)
    const bomb = `a: &a [x]\n${Array.from(
      { length: 30 },
      (_, k) =>
        `b${k}: &b${k} [${Array(10)
          .fill(k ? `*b${k - 1}` : '*a')
          .join(', ')}]`,
    ).join('\n')}\n`
    assert.deepEqual(
      run(fenced(bomb)).filter(({ code }) => code === 'invalid-yaml'),
      [],
    )
  })
})

describe('YAML of charts and playbooks', () => {
  it('is read around its actions', () => {
    ignores(
      'invalid-yaml',
      '{{ .Values.a }}: one\n{{ .Values.b }}: two\n',
      '{{- if .Values.a }}\ntype: LoadBalancer\n{{- else }}\ntype: ClusterIP\n{{- end }}\n',
      '{{- if .Values.x }} # only then\na: 1\n{{- end }} {{/* x */}}\n',
      '{{- /*\nLabels: all\n*/ -}}\na: 1\n',
      'baz: {{ printf "{%s}" .x }}\nc: {{ .x | default "{}" }}\nd: {{`{{ $labels.pod }}`}} is down\n',
      'annotations: {{ toYaml .Values.a | nindent 4 }}\n  more: 1\n',
      '{# note #}\na: 1\n%{ if enabled ~}\nb: 2\n%{ endif ~}\n',
      'spec:\n  a: 1\n  [...]\n',
      '# before\nreplicas: 1\n# after\nreplicas: 2\n',
      ' spec:\n   replicas: 1\n-  paused: true\n',
    )
  })
  it('reports a missing "---"', () => {
    const [finding] = run(fenced('apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\n'), 'invalid-yaml')
    assert.match(finding?.message ?? '', /^Missing "---"/)
  })
})

describe('irsa-mention', () => {
  it('is silent where IRSA is rejected', () => {
    for (const text of [
      'The controller does not use IRSA.',
      'We migrate away from IRSA.',
      'IRSA is deprecated here.',
      'EKS Pod Identity and IRSA are compared.',
      '`IRSA`-free',
    ])
      checkRule('irsa-mention', `${intro}${text}\n`)
    checkRule('irsa-mention', `${intro}### Non-Goals\n\n- IRSA for old clusters\n`)
  })
})
