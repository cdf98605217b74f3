import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { type ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { manualDriver } from '../../features/provisioning/drivers/manual/manual-driver.ts';
import { type Change } from '../../kernel/change.ts';
import { buildPackage } from '../builders/access-package.ts';
import { buildCatalog } from '../builders/catalog.ts';
import { buildPolicy, type PolicyPlan } from '../builders/policy.ts';
import { buildResource, defaultConnector, type ResourcePlan } from '../builders/resource.ts';
import { type Company } from './company.ts';

/** The packages of the demo company by name. */
export type Packages = Map<string, AccessPackage>;

/** A package with the rights it gives and the policies it is had under. */
export interface Offer {
  name: string;
  description: string;
  roles: readonly ResourceRole[];
  policies: readonly Omit<PolicyPlan, 'accessPackage'>[];
  hidden?: boolean;
}

/** Makes a package with its policies. */
export async function buildOffer(change: Change, packages: Packages, catalog: Catalog, { policies, roles, ...plan }: Offer) {
  const accessPackage = buildPackage(change, { catalog, roles, ...plan });
  for (const policy of policies) await buildPolicy(change, { ...policy, accessPackage });
  packages.set(plan.name, accessPackage);
}

/** Makes the catalogs, resources, packages and policies of Contoso. @param now what fixed end dates are counted from */
export async function buildCatalogs(change: Change, company: Company, now: Date): Promise<Packages> {
  const { person, group } = company;
  const packages = new Map<string, AccessPackage>();

  const resource = async (catalog: Catalog, plan: ResourcePlan): Promise<ResourceRole[]> =>
    (await buildResource(change, { ...plan, catalogs: [catalog] })).roles;
  const offer = (catalog: Catalog, plan: Offer) => buildOffer(change, packages, catalog, plan);
  const byHand = await defaultConnector(change, manualDriver);

  const general = buildCatalog(change, {
    name: 'Everyday work',
    description: 'What most people need sooner or later.',
    roles: [
      { role: 'OWNER', holder: person('johanna.lorenz') },
      { role: 'ASSIGNMENT_MANAGER', holder: person('liam.carter') },
    ],
  });
  const licence = await resource(general, {
    name: 'Project tool licence',
    group: group('Project licences'),
    owners: [person('nestor.wilke')],
  });
  await offer(general, {
    name: 'Project License',
    description: 'A licence for the project tool, for ninety days.',
    roles: licence,
    policies: [
      {
        name: 'All members',
        duration: 'P90D',
        managerOnBehalf: true,
        stages: [{ approvers: ['MANAGER'], fallback: [person('diego.siciliani')], reminders: ['P3D'] }],
      },
    ],
  });
  const lunch = await resource(general, { name: 'Lunch list', group: group('Lunch') });
  await offer(general, {
    name: 'Team lunch list',
    description: 'The menu of the week, by mail.',
    roles: lunch,
    policies: [{ name: 'All members', duration: 'P30D' }],
  });
  const badge = await resource(general, {
    name: 'Building badges',
    connector: byHand,
    kind: 'SITE',
    roles: ['Main entrance', 'Laboratory'],
    owners: [person('stefan.huber')],
  });
  await offer(general, {
    name: 'Laboratory badge',
    description: 'Opens the laboratory; the badge is programmed by hand.',
    roles: badge,
    policies: [{ name: 'All members', duration: 'P180D', stages: [{ approvers: ['RESOURCE_OWNER'] }] }],
  });
  const laptop = await resource(general, {
    name: 'Loan laptops',
    connector: byHand,
    kind: 'APPLICATION',
    roles: ['Borrower'],
    owners: [person('liam.carter')],
  });
  await offer(general, {
    name: 'Loan laptop',
    description: 'A laptop for a week, handed out at the service desk.',
    roles: laptop,
    policies: [{ name: 'All members', duration: 'P7D', extensionAllowed: false }],
  });

  const it = buildCatalog(change, {
    name: 'Information technology',
    description: 'Access that could hurt.',
    roles: [
      { role: 'OWNER', holder: group('Security team') },
      { role: 'READER', holder: person('nestor.wilke') },
    ],
  });
  const remote = await resource(it, {
    name: 'Remote access',
    group: group('Remote access users'),
    owners: [group('Security team')],
  });
  await offer(it, {
    name: 'Extended remote access',
    description: 'Servers from outside the office.',
    roles: remote,
    policies: [
      {
        name: 'Group IT',
        scope: 'SPECIFIC_USERS_AND_GROUPS',
        for: [group('IT')],
        duration: 'P365D',
        justificationRequired: true,
        stages: [
          {
            approvers: [group('Security team')],
            approverJustificationRequired: true,
            decideWithin: 'P14D',
            escalateAfter: 'P8D',
            escalation: [person('johanna.lorenz')],
          },
        ],
      },
    ],
  });
  const cloud = await resource(it, {
    name: 'Cloud console',
    kind: 'APPLICATION',
    roles: ['Reader', 'Operator'],
    launchUrl: 'https://cloud.contoso.example/',
  });
  await offer(it, {
    name: 'Cloud operator',
    description: 'Runs what is in the cloud; two people decide.',
    roles: cloud,
    policies: [
      {
        name: 'Engineering',
        scope: 'SPECIFIC_USERS_AND_GROUPS',
        for: [group('Engineering')],
        duration: 'P60D',
        stages: [{ approvers: ['MANAGER'] }, { approvers: [group('Security team')], quorum: 1 }],
      },
    ],
  });

  const marketing = buildCatalog(change, {
    name: 'Marketing',
    description: 'Brand, campaigns and events.',
    roles: [
      { role: 'OWNER', holder: person('miriam.graham') },
      { role: 'PACKAGE_MANAGER', holder: person('samuel.ofori') },
    ],
  });
  const studio = await resource(marketing, {
    name: 'Brand studio',
    group: group('Brand studio'),
    owners: [person('bianca.pisani')],
  });
  const vault = await resource(marketing, {
    name: 'Picture vault',
    kind: 'SITE',
    roles: ['View', 'Contribute'],
    launchUrl: 'https://pictures.contoso.example/',
  });
  await offer(marketing, {
    name: 'Brand studio',
    description: 'Templates, fonts and the picture vault.',
    roles: [...studio, ...vault],
    policies: [{ name: 'All members', duration: 'P180D', stages: [{ approvers: [person('miriam.graham')] }] }],
  });
  const campaign = await resource(marketing, { name: 'Campaign team', group: group('Campaign team') });
  const crm = await resource(marketing, {
    name: 'Customer database',
    kind: 'APPLICATION',
    roles: ['Reader', 'Editor'],
    launchUrl: 'https://crm.contoso.example/',
  });
  await offer(marketing, {
    name: 'Campaign tools',
    description: 'The campaign team and the customer database.',
    roles: [...campaign, crm[0]!],
    policies: [
      {
        name: 'Marketing',
        scope: 'SPECIFIC_USERS_AND_GROUPS',
        for: [group('Marketing')],
        duration: 'P120D',
        priority: 10,
        questions: [{ text: 'Which campaign is it for?', kind: 'SHORT_TEXT', changeable: true }],
      },
      {
        name: 'Everybody else',
        duration: 'P30D',
        priority: 20,
        stages: [{ approvers: ['CATALOG_OWNER'] }],
        questions: [{ text: 'Which campaign is it for?', kind: 'SHORT_TEXT' }],
      },
    ],
  });

  const sales = buildCatalog(change, {
    name: 'Sales',
    description: 'Selling, and looking after those we sold to.',
    roles: [
      { role: 'OWNER', holder: person('patti.fernandez') },
      { role: 'ASSIGNMENT_MANAGER', holder: person('megan.bowen') },
    ],
  });
  const support = await resource(sales, { name: 'Sales support group', group: group('Sales support') });
  const desk = await resource(sales, {
    name: 'Support desk',
    kind: 'APPLICATION',
    roles: ['Agent'],
    launchUrl: 'https://desk.contoso.example/',
  });
  const own = await resource(sales, { name: 'Price calculator', kind: 'APPLICATION', roles: ['User'] });
  const site = await resource(sales, {
    name: 'Sales site',
    kind: 'SITE',
    roles: ['Contribute'],
    launchUrl: 'https://sales.contoso.example/',
  });
  await offer(sales, {
    name: 'Sales support',
    description: 'Group, support desk, price calculator and site together.',
    roles: [...support, ...desk, ...own, ...site],
    policies: [
      {
        name: 'All members',
        duration: 'P90D',
        managerOnBehalf: true,
        stages: [{ approvers: ['MANAGER'], fallback: [person('patti.fernandez')] }],
      },
    ],
  });
  await offer(sales, {
    name: 'Deal desk',
    description: 'Sees and changes prices; unlisted.',
    roles: own,
    policies: [
      {
        name: 'Sales EMEA',
        scope: 'SPECIFIC_USERS_AND_GROUPS',
        for: [group('Sales EMEA')],
        stages: [{ approvers: [person('patti.fernandez')] }],
      },
    ],
    hidden: true,
  });

  const finance = buildCatalog(change, {
    name: 'Finance and projects',
    description: 'Ledgers, reports and the ERP project.',
    roles: [
      { role: 'OWNER', holder: person('christie.cline') },
      { role: 'READER', holder: person('allan.deyoung') },
    ],
  });
  const erp = await resource(finance, {
    name: 'ERP project site',
    kind: 'SITE',
    roles: ['Member'],
    launchUrl: 'https://erp.contoso.example/',
  });
  const erpGroup = await resource(finance, {
    name: 'ERP project members',
    group: group('ERP project members'),
    owners: [person('christie.cline')],
  });
  const fixedEnd = new Date(Date.UTC(now.getUTCFullYear() + 1, 5, 30, 21, 59, 59, 999));
  const role = {
    text: 'What is your part in the project?',
    kind: 'SINGLE_CHOICE' as const,
    choices: [
      { value: 'key-user', text: 'Key user' },
      { value: 'tester', text: 'Tester' },
      { value: 'lead', text: 'Work package lead' },
    ],
  };
  await offer(finance, {
    name: 'ERP project',
    description: 'Site and group of the ERP project, until it ends.',
    roles: [...erp, ...erpGroup],
    policies: [
      {
        name: 'Finance',
        scope: 'SPECIFIC_USERS_AND_GROUPS',
        for: [group('Finance')],
        endsAt: fixedEnd,
        timeZone: 'Europe/Berlin',
        questions: [role],
        stages: [{ approvers: [person('christie.cline')], fallback: [person('isaiah.langer')] }],
      },
      {
        name: 'Other members',
        endsAt: fixedEnd,
        timeZone: 'Europe/Berlin',
        extensionAllowed: false,
        priority: 200,
        questions: [role, { text: 'Which department sends you, and why?', kind: 'LONG_TEXT' }],
        stages: [{ approvers: ['MANAGER'] }, { approvers: [person('christie.cline')] }],
      },
    ],
  });
  const warehouse = await resource(finance, { name: 'Data warehouse', group: group('Data readers') });
  await offer(finance, {
    name: 'Data warehouse reader',
    description: 'Reads figures; changes nothing.',
    roles: warehouse,
    policies: [{ name: 'All members', duration: 'P60D', stages: [{ approvers: ['CATALOG_OWNER'] }] }],
  });
  const ledger = await resource(finance, { name: 'General ledger', kind: 'APPLICATION', roles: ['Reader', 'Poster'] });
  await offer(finance, {
    name: 'Ledger clerk',
    description: 'Posts to the general ledger; assigned directly.',
    roles: ledger,
    policies: [{ name: 'Direct assignment', scope: 'NOBODY', duration: 'P365D' }],
  });
  const source = await resource(it, { name: 'Source code', group: group('Source readers') });
  await offer(it, {
    name: 'Source code reader',
    description: 'Reads the source code.',
    roles: source,
    policies: [
      { name: 'Engineering', scope: 'SPECIFIC_USERS_AND_GROUPS', for: [group('Engineering')], priority: 10, duration: 'P365D' },
      { name: 'Everybody else', priority: 20, duration: 'P14D', stages: [{ approvers: ['CATALOG_OWNER'] }] },
    ],
  });
  await change.em.flush();
  return packages;
}
