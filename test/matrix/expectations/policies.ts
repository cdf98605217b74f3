import { type Expectations } from './expectations.ts';

/** Assignment policies: OWNER and PACKAGE_MANAGER write them, those they are for read them without the names in them. */
export const POLICIES: Expectations = {
  mutations: `
                                 nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
createAssignmentPolicy  own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                        sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                        foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
updateAssignmentPolicy  own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                        sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                        foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
confirmPolicyVersion    own      U   A   F   F   F   A   F   F   F   F   F   F   F   N   F   A   F
                        sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                        foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
deleteAssignmentPolicy  own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                        sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                        foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F`,
  queries: `
                             nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
assignmentPolicies  own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   S   S
                    sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
policyScopePreview  own      U   S   F   F   S   S   F   F   F   F   F   F   F   N   F   S   F
                    sibling  U   S   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                    foreign  U   S   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F`,
  nodes: `
                                  nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
AssignmentPolicy         own      U   S   1   S   S   S   S   S   S   S   1   1   1   -   S   S   S
                         sibling  U   S   1   S   1   1   1   1   1   1   1   1   -   -   S   -   S
                         foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
AssignmentPolicyVersion  own      U   S   1   S   S   S   S   S   1   1   1   1   1   -   S   S   S
                         sibling  U   S   1   S   1   1   1   1   1   1   1   1   -   -   S   -   S
                         foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
PolicyStage              own      U   S   1   S   S   S   S   S   1   1   1   1   1   -   S   S   S
                         sibling  U   S   1   S   1   1   1   1   1   1   1   1   -   -   S   -   S
                         foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
PolicyQuestion           own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   S   S
                         sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
                         foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  withheld: {
    AssignmentPolicy: { 1: 'accessRequests' },
    AssignmentPolicyVersion: { 1: 'author confirmedAt confirmedBy parties' },
    PolicyStage: { 1: 'approvers' },
  },
};
