import { type Expectations } from './expectations.ts';

/** Requests and their approval. Nobody but who is asked decides, whatever their role; whoever has no part does not learn that there is a request. */
export const REQUESTS: Expectations = {
  mutations: `
                                          nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
submitAccessRequest              own      U   A   A   A   A   A   A   A   E   A   A   A   A   E   F   A   F
                                 sibling  U   A   A   A   A   A   A   A   A   A   A   A   E   E   F   E   F
                                 foreign  U   E   E   E   E   E   E   E   E   E   E   E   E   E   F   E   F
submitAccessRequest (on behalf)  own      U   E   E   E   E   E   E   E   E   A   A   E   N   N   F   E   F
                                 sibling  U   E   E   E   E   E   E   E   E   E   E   E   N   N   F   N   F
                                 foreign  U   E   E   E   E   E   E   E   E   E   E   E   N   N   F   N   F
cancelAccessRequest              own      U   A   N   F   A   A   A   F   F   A   N   N   N   N   F   A   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A
commentOnRequest                 own      U   A   N   F   A   A   A   F   A   A   N   N   N   N   F   A   F
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
decideApproval                   own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
decideApprovals                  own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
takeBackDecision                 own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
takeBackDecisions                own      U   F   N   F   F   F   F   F   A   F   N   N   N   N   F   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
reassignApproval                 own      U   A   N   F   A   A   A   F   A   F   N   N   N   N   F   A   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A
revokeApproval                   own      U   F   N   F   F   F   F   F   A   F   F   N   N   N   F   F   F
                                 sibling  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                 foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
reprocessAccessRequest           own      U   A   N   F   A   A   A   F   F   A   F   N   N   N   F   A   A
                                 sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A
                                 foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   A`,
  queries: `
                                             nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
accessRequests                      own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
                                    sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
approvalStages                      own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
                                    sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
approvals                           own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   F   -
                                    sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                                    foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
requestOptions                      own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
                                    sibling  U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   -
                                    foreign  U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   -
requestOptions (what it is called)  own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   S   -
                                    sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   -
                                    foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   -
requestOptions (for somebody else)  own      U   S   -   -   S   S   S   -   -   S   S   -   -   -   -   S   -
                                    sibling  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                                    foreign  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
  subscriptions: `
                               nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
accessRequestChanged  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   -
                      sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   -
                      foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   -
approvalQueueChanged  own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   F   F
                      sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F
                      foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F`,
  nodes: `
                        nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
AccessRequest  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
               sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
               foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
ApprovalStage  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
               sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
               foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
};
