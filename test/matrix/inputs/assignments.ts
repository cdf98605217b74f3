import { type Bases } from './base.ts';

export const ASSIGNMENT_INPUTS: Bases = {
  assignAccessPackage: {
    by: 'asg',
    input: (c) => ({
      accessPackageId: c.place.packages.fresh.id,
      policyId: c.place.ids.freshPolicy,
      targets: [{ userId: c.place.target.id }],
    }),
  },
  'assignAccessPackage (past approval)': {
    by: 'asg',
    input: (c) => ({
      accessPackageId: c.place.packages.fresh.id,
      policyId: c.place.ids.freshPolicy,
      targets: [{ userId: c.place.target.id }],
      bypassApproval: true,
    }),
  },
  'assignAccessPackage (to oneself)': {
    by: 'asg',
    input: (c) => ({
      accessPackageId: c.place.packages.fresh.id,
      policyId: c.place.ids.freshPolicy,
      targets: [{ userId: c.me.id }],
    }),
  },
  endAssignment: { by: 'req', input: (c) => ({ assignmentId: c.place.ids.assignment }) },
  endAssignments: { by: 'asg', input: (c) => ({ assignmentIds: [c.place.ids.assignment] }) },
  extendAssignment: { by: 'req', input: (c) => ({ assignmentId: c.place.ids.assignment }) },
  updateAnswers: {
    by: 'req',
    input: (c) => ({ assignmentId: c.place.ids.assignment, answers: [{ questionId: c.place.ids.question, value: 'Another' }] }),
  },
};
