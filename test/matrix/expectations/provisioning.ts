import { type Expectations } from './expectations.ts';

/** Attempts in the targets, and what is done by hand: by the owners of the resource and administrators, never for themself. */
export const PROVISIONING: Expectations = {
  mutations: `
                             nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
completeManualTask  own      U   A   N   F   A   N   N   N   N   N   N   N   N   N   F   F   F
                    sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   F
                    foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   F
rejectManualTask    own      U   A   N   F   A   N   N   N   N   N   N   N   N   N   F   F   F
                    sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   F
                    foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   F
retryProvisioning   own      U   A   N   F   A   A   A   F   N   F   N   N   N   N   F   F   A
                    sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   A
                    foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   F   A`,
  queries: `
                                 nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
provisioningOperations  own      U   S   -   S   S   S   S   S   -   S   -   -   -   -   S   S   S
                        sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                        foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
manualTasks             own      U   S   -   S   S   -   -   -   -   -   -   -   -   -   S   F   S
                        sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   F   S
                        foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   F   S`,
  nodes: `
                                nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
ProvisioningOperation  own      U   S   -   S   S   1   1   1   -   1   -   -   -   -   S   1   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
ManualTask             own      U   S   -   S   S   -   -   -   -   -   -   -   -   -   S   -   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  withheld: {
    ProvisioningOperation: { 1: 'manualTask' },
  },
};
