import { type Change } from '../../kernel/change.ts';
import { buildCatalog } from '../builders/catalog.ts';
import { buildGroup } from '../builders/group.ts';
import { buildOrganization, buildSponsor } from '../builders/organization.ts';
import { buildResource } from '../builders/resource.ts';
import { buildUser } from '../builders/user.ts';
import { buildOffer, type Packages } from './catalogs.ts';
import { type Company } from './company.ts';

/** Makes the partners of Contoso, who vouches for their people, and what they may ask for. */
export async function buildOutside(change: Change, company: Company, packages: Packages): Promise<void> {
  const { person } = company;
  const northwind = buildOrganization(change, {
    name: 'Northwind Traders',
    description: 'Sells our hardware in the north.',
    domains: ['northwind.example'],
    sponsors: [{ kind: 'INTERNAL', holder: person('grady.archie') }],
  });
  const amber = buildUser(change, {
    name: 'Amber Rodriguez',
    email: 'amber.rodriguez@northwind.example',
    kind: 'GUEST',
    jobTitle: 'Partner lead at Northwind',
    organization: northwind,
    demoPersona: true,
  });
  company.join(amber);
  buildSponsor(change, northwind, { kind: 'EXTERNAL', holder: amber });
  const fabrikam = buildOrganization(change, {
    name: 'Fabrikam',
    description: 'Builds the prototypes of Nextgen with us.',
    domains: ['fabrikam.example', 'labs.fabrikam.example'],
    sponsors: [{ kind: 'INTERNAL', holder: person('peter.vega') }],
  });

  const partners = buildCatalog(change, {
    name: 'Partners',
    description: 'What people of other organizations may ask for.',
    externallyVisible: true,
    roles: [
      { role: 'OWNER', holder: person('lee.gu') },
      { role: 'PACKAGE_MANAGER', holder: person('miriam.graham') },
    ],
  });
  const site = async (name: string, roles: readonly string[]) =>
    (await buildResource(change, { name, kind: 'SITE', roles: [...roles], catalogs: [partners] })).roles;
  const group = buildGroup(change, { name: 'Nextgen partners', description: 'Partners in the Nextgen project.' });
  const nextgen = (await buildResource(change, { name: 'Nextgen partners', group, catalogs: [partners] })).roles;

  await buildOffer(change, packages, partners, {
    name: 'Partner applications',
    description: 'Orders and prices for people of Northwind.',
    roles: await site('Partner portal', ['Buyer']),
    policies: [
      {
        name: 'Northwind Traders',
        organizations: [northwind],
        duration: 'P180D',
        stages: [{ approvers: ['EXTERNAL_SPONSOR'], fallback: [person('grady.archie')] }],
      },
    ],
  });
  await buildOffer(change, packages, partners, {
    name: 'Project Nextgen',
    description: 'Plans and parts of the Nextgen project.',
    roles: nextgen,
    policies: [
      {
        name: 'Partners in the project',
        organizations: [northwind, fabrikam],
        duration: 'P90D',
        stages: [{ approvers: ['SPONSOR'], fallback: ['CATALOG_OWNER'] }],
      },
    ],
  });
  await buildOffer(change, packages, partners, {
    name: 'Photographer',
    description: 'Delivers pictures of events; known to those who got the link.',
    hidden: true,
    roles: await site('Picture drop', ['Contribute']),
    policies: [
      {
        name: 'Everybody from outside',
        scope: 'ALL_EXTERNAL',
        duration: 'P30D',
        stages: [{ approvers: [person('miriam.graham')] }],
      },
    ],
  });
  await change.em.flush();
}
