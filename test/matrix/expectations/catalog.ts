import { type Expectations } from './expectations.ts';

/** Catalogs with their roles, resources and packages, and the connectors (domain §11, the table of catalog roles). */
export const CATALOG: Expectations = {
  mutations: `
                                                      nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
createCatalog                                *        U   A   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateCatalog                                own      U   A   F   F   A   F   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
deleteCatalog                                own      U   A   N   F   A   F   F   F   N   N   N   N   N   N   F   N   F
                                             sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
assignCatalogRole                            own      U   A   F   F   A   F   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
assignCatalogRole (to oneself, with bypass)  own      U   F   F   F   F   F   F   F   F   F   F   F   F   N   F   F   F
                                             sibling  U   F   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   F   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
removeCatalogRole                            own      U   A   N   F   A   F   F   F   N   N   N   N   N   N   F   A   F
                                             sibling  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
addResource                                  own      U   A   F   F   A   F   F   F   F   F   F   F   F   N   F   N   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
addResource (of others)                      own      U   A   F   F   N   F   F   F   F   F   F   F   F   N   F   N   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
removeResource                               own      U   A   F   F   A   F   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
createConnector                              *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateConnector                              own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteConnector                              own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
testConnector                                own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
createResource                               own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
updateResource                               own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
deleteResource                               own      U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                                             foreign  U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
createAccessPackage                          own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
updateAccessPackage                          own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
retireAccessPackage                          own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
deleteAccessPackage                          own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
setAccessPackageRoles                        own      U   A   F   F   A   A   F   F   F   F   F   F   F   N   F   A   F
                                             sibling  U   A   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                                             foreign  U   A   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F`,
  queries: `
                                    nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
catalogs                   own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   S   S
                           sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
                           foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
accessPackages             own      U   S   S   S   S   S   S   S   S   S   S   S   S   -   S   S   S
                           sibling  U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   -   S
                           foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
accessPackageRolesPreview  own      U   S   F   F   S   S   F   F   F   F   F   F   F   N   F   S   F
                           sibling  U   S   F   F   F   F   F   F   F   F   F   F   N   N   F   N   F
                           foreign  U   S   N   F   N   N   N   N   N   N   N   N   N   N   F   N   F
resources                  own      U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   S   S
                           sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                           foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
connectors                 own      U   S   S   S   S   S   S   S   S   S   S   S   -   -   S   S   S
                           sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                           foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
connectorKinds             *        U   S   F   S   F   F   F   F   F   F   F   F   F   F   S   F   S
resourceOffers             own      U   S   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                           sibling  U   S   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
                           foreign  U   S   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F`,
  nodes: `
                                nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
Catalog                own      U   S   1   S   S   S   S   S   1   1   1   1   1   -   S   S   S
                       sibling  U   S   1   S   1   1   1   1   1   1   1   1   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
CatalogRoleAssignment  own      U   S   -   S   S   S   S   S   -   -   -   -   -   -   S   S   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
AccessPackage          own      U   S   1   S   S   S   S   S   S   S   1   1   2   -   S   S   S
                       sibling  U   S   2   S   2   2   2   2   2   2   2   2   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
Resource               own      U   S   1   S   S   S   S   S   1   1   1   1   -   -   S   S   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
ResourceRole           own      U   S   1   S   S   S   S   S   1   S   1   1   -   -   S   S   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
Connector              own      U   S   1   S   1   1   1   1   1   1   1   1   -   -   S   1   S
                       sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
                       foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  withheld: {
    ResourceRole: { 1: 'grants' },
    Catalog: { 1: 'description resources roles' },
    AccessPackage: { 1: 'accessRequests', 2: 'accessRequests roles' },
    Resource: { 1: 'owners' },
    Connector: { 1: 'environment secretsSet settings' },
  },
};
