import { type Expectations } from './expectations.ts';

/** People, groups, roles over the deployment, sessions and tokens (domain §11: the ADMINISTRATOR's; one's own sign-in is everybody's own). */
export const IDENTITY: Expectations = {
  mutations: `
                                                         nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
createUser                                      *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateUser                                      own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
blockUser                                       own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
blockUser (oneself)                             *        U   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
unblockUser                                     *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteUser                                      own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteUser (oneself)                            *        U   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
restoreUser                                     *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
holdGuest                                       *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
exemptGuest                                     *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
governGuest                                     *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateGuestLifecycle                            *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
createGroup                                     *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateGroup                                     own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteGroup                                     own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
addGroupMembers                                 own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                                foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
removeGroupMembers                              *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
assignDeploymentRole                            *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
assignDeploymentRole (to oneself, with bypass)  *        U   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
removeDeploymentRole                            *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
createApiToken                                  *        U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   A   F
revokeApiToken                                  own      U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   N   F
                                                sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                                foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
endSession                                      own      U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F   N
                                                sibling  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F   N
                                                foreign  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F   N
endOtherSessions                                *        U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F   A`,
  queries: `
                          nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
viewer           *        -   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
users            own      U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   F   S
                 sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   F   S
                 foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   F   S
groups           own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   S
                 sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   F   S
                 foreign  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   F   S
searchDirectory  *        U   S   S   S   S   S   S   S   S   S   S   S   F   -   S   F   S
deploymentRoles  *        U   S   F   S   F   F   F   F   F   F   F   F   F   F   S   F   S
guestLifecycle   *        U   S   F   S   F   F   F   F   F   F   F   F   F   F   S   F   S
guestForecast    *        U   S   -   S   -   -   -   -   -   -   -   -   S   -   S   F   S
apiTokens        own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   S
                 sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                 foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
sessions         own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   -
                 sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                 foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -`,
  nodes: `
                                   nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
User                      own      U   S   2   S   1   1   1   1   2   S   2   2   -   -   S   -   S
                          sibling  U   S   2   S   2   2   2   2   2   2   2   2   -   -   S   -   S
                          foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
Group                     own      U   S   S   S   S   S   S   S   S   S   S   S   1   1   S   -   S
                          sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
                          foreign  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
DeploymentRoleAssignment  *        U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
GuestLifecycle            *        U   S   -   S   -   -   -   -   -   -   -   -   1   -   S   -   S
GuestLifecycleSettings    *        U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
ApiToken                  own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   S
                          sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                          foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
Session                   own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   -
                          sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                          foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
  withheld: {
    User: {
      1: 'apiTokens attributes region',
      2: 'accessRequests apiTokens assignments attributes grants region submittedRequests',
    },
    Group: { 1: 'members people' },
    GuestLifecycle: { 1: 'exemptReason holdReason' },
  },
};
