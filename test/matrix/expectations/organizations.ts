import { type Expectations } from './expectations.ts';

/** Connected organizations and rules about mail domains (domain §11: those of the ORGANIZATION_ADMINISTRATOR; policies name organizations). */
export const ORGANIZATIONS: Expectations = {
  mutations: `
                                                nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
createConnectedOrganization             *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateConnectedOrganization             *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteConnectedOrganization             *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
setDomainRule                           *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteDomainRule                        *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F`,
  queries: `
                                nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
connectedOrganizations  *        U   S   -   S   S   S   S   S   -   -   -   -   S   -   S   F   S
organizationAdmission   *        U   S   F   F   F   F   F   F   F   F   F   F   F   F   F   F   S
domainRules             *        U   S   F   S   F   F   F   F   F   F   F   F   F   F   S   F   S`,
  withheld: { ConnectedOrganization: { 1: 'description people sponsors' } },
  nodes: `
                              nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
ConnectedOrganization *        U   S   -   S   S   S   S   S   -   -   -   -   1   -   S   -   S
DomainRule            *        U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
};
