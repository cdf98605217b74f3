import { type Expectations } from './expectations.ts';

/**
 * Assignments and grants. Direct assignment is the catalog's. Bypassing approval is in no role, not even ADMINISTRATOR's;
 * access-by-role.test.ts tries somebody who was given it.
 */
export const ASSIGNMENTS: Expectations = {
  mutations: `
                                              nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
assignAccessPackage                  own      U   A   F   F   A   A   A   F   F   F   F   F   F   N   F   A   F
                                     sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                     foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
assignAccessPackage (past approval)  own      U   F   F   F   F   F   F   F   F   F   F   F   F   N   F   F   F
                                     sibling  U   F   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                     foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
assignAccessPackage (to oneself)     own      U   E   F   F   E   E   E   F   F   F   F   F   F   N   F   E   F
                                     sibling  U   E   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                     foreign  U   E   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
endAssignment                        own      U   A   N   E   A   A   A   E   N   A   A   N   N   N   F   A   A
                                     sibling  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   A
                                     foreign  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   A
endAssignments                       own      U   A   N   E   A   A   A   E   N   A   A   N   N   N   F   A   A
                                     sibling  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   A
                                     foreign  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   A
extendAssignment                     own      U   A   N   E   A   A   A   E   N   A   A   N   N   N   F   A   E
                                     sibling  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   E
                                     foreign  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   E
updateAnswers                        own      U   A   N   E   A   A   A   E   N   A   E   N   N   N   F   A   E
                                     sibling  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   E
                                     foreign  U   A   N   E   N   N   N   N   N   N   N   N   N   N   F   N   E`,
  queries: `
                      nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
assignments  own      U   S   -   S   S   S   S   S   -   S   S   -   -   -   S   S   S
             sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
             foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
grants       own      U   S   -   S   S   S   S   S   -   S   -   -   -   -   S   S   S
             sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
             foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  subscriptions: `
                          nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
myAccessChanged  own      U   -   -   -   -   -   -   -   -   S   -   -   -   -   -   F   F
                 sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F
                 foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F`,
  nodes: `
                     nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
Assignment  own      U   S   -   S   S   S   S   S   -   S   S   -   -   -   S   S   S
            sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
            foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
Grant       own      U   S   -   S   S   S   S   S   -   S   -   -   -   -   S   S   S
            sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
            foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
};
