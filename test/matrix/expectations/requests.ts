import { type Expectations } from './expectations.ts';

/** Requests and their approval. Nobody but who is asked decides, whatever their role; whoever has no part does not learn that there is a request. */
export const REQUESTS: Expectations = {
  mutations: `
                                          nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
submitAccessRequest              own      U   A   A   A   A   A   A   A   E   A   A   A   A   E   F   F
                                 sibling  U   A   A   A   A   A   A   A   A   A   A   A   E   E   F   F
                                 foreign  U   E   E   E   E   E   E   E   E   E   E   E   E   E   F   F
submitAccessRequest (on behalf)  own      U   E   E   E   E   E   E   E   E   A   A   E   N   N   F   F
                                 sibling  U   E   E   E   E   E   E   E   E   E   E   E   N   N   F   F
                                 foreign  U   E   E   E   E   E   E   E   E   E   E   E   N   N   F   F
cancelAccessRequest              own      U   A   N   F   A   A   A   F   F   A   N   N   N   N   F   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A
commentOnRequest                 own      U   A   N   F   A   A   A   F   A   A   N   N   N   N   F   F
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F
decideApproval                   own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
decideApprovals                  own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
takeBackDecision                 own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
takeBackDecisions                own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
reassignApproval                 own      U   A   N   F   A   A   A   F   A   F   N   N   N   N   F   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A
revokeApproval                   own      U   F   N   F   F   F   F   F   A   F   F   N   N   N   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   F
reprocessAccessRequest           own      U   A   N   F   A   A   A   F   F   A   F   N   N   N   F   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   A`,
  queries: `
                                             nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
accessRequests                      own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S
                                    sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
approvalStages                      own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S
                                    sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
approvals                           own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   -
                                    sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                                    foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
requestOptions                      own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
                                    sibling  U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
                                    foreign  U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
requestOptions (what it is called)  own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   -
                                    sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -
requestOptions (for somebody else)  own      U   S   -   -   S   S   S   -   -   S   S   -   -   -   -   -
                                    sibling  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                                    foreign  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
  subscriptions: `
                               nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
accessRequestChanged  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   -
                      sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -
                      foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -
approvalQueueChanged  own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   F
                      sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F
                      foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F`,
  nodes: `
                        nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
AccessRequest  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S
               sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
               foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
ApprovalStage  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S
               sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S
               foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   S`,
};
