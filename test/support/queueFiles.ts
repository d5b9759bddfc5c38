// A feature with a specification and a plan, and another specification, as they would be on disk.
export const folder = '/w/docs/specs/004-queue'
export const spec = `${folder}/spec.md`
export const plan = `${folder}/plan.md`
export const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST make 🎉 it [x](y)\n- **FR-002**: see 🎉 FR-001 and SPEC-003 FR-001\n\n## Success Criteria\n\n- **SC-001**: b FR-001\n'
export const files = (): Record<string, string> => ({
  '/w/.git/HEAD': '',
  [spec]: text,
  [plan]:
    '# Plan: Queue\n\n**Spec**: [SPEC-004](spec.md)\n\n## Tasks\n\n- [x] **T001**: a (FR-001)\n- [ ] **T002**: b (FR-001..002)\n',
  '/w/docs/specs/003-other/spec.md': text.replaceAll('004', '003').replace('make 🎉 it', 'be other'),
})
