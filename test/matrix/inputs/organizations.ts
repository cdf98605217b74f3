import { type Bases } from './base.ts';

export const ORGANIZATION_INPUTS: Bases = {
  createConnectedOrganization: {
    by: 'adm',
    input: () => ({ name: 'Fabrikam', domains: [{ domain: 'fabrikam.example' }] }),
  },
  updateConnectedOrganization: { by: 'adm', input: (c) => ({ id: c.others.organization.id, description: 'Another one' }) },
  deleteConnectedOrganization: { by: 'adm', input: (c) => ({ id: c.others.proposed.id }) },
  setDomainRule: { by: 'adm', input: () => ({ domain: 'evil.example', kind: 'BLOCK' }) },
  deleteDomainRule: { by: 'adm', input: (c) => ({ id: c.others.domainRule.id }) },
};
