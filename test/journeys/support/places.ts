import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { readdir, readFile } from 'node:fs/promises';
import { type Site } from './site.ts';

/** A page of the dashboard with somebody who has something to see there. */
export interface Place {
  /** The first part of a mail address; null: nobody is signed in. */
  who: string | null;
  path(site: Site): string | Promise<string>;
  /** Parts that are not ours to mend. */
  except?: readonly string[];
}

const place = (who: string | null, path: Place['path'] | string, except?: readonly string[]): Place => ({
  who,
  path: typeof path === 'string' ? () => path : path,
  ...(except && { except }),
});
const em = (site: Site) => site.app.orm.em.fork();
const packagePath =
  (name: string, rest = '') =>
  async (site: Site) =>
    `/packages/${(await site.accessPackage(name)).id}${rest}`;
const adminPackagePath =
  (name: string, rest = '') =>
  async (site: Site) =>
    `/admin${await packagePath(name, rest)(site)}`;

const organizationPath =
  (name: string, rest = '') =>
  async (site: Site) =>
    `/admin/organizations/${(await em(site).findOneOrFail(ConnectedOrganization, { name })).id}${rest}`;

/** Every route of the dashboard, as its router spells it, and where to look at it: long lists narrowed, a row is like the other. */
export const PAGES: Readonly<Record<string, Place>> = {
  // Leads on to the packages, or to signing in.
  '/': place(null, '/'),
  $: place('adele.vance', '/nowhere'),
  '/sign-in': place(null, '/sign-in'),
  '/sign-in/link/$token': place(null, '/sign-in/link/spent'),
  '/packages': place('adele.vance', '/packages'),
  '/packages/$packageId': place('adele.vance', packagePath('Sales support')),
  '/packages/$packageId/request': place('adele.vance', packagePath('ERP project', '/request')),
  '/approvals': place('christie.cline', '/approvals'),
  '/approvals/$stageId': place('christie.cline', async (site) => {
    const stage = await em(site).findOneOrFail(ApprovalStage, {
      state: 'OPEN',
      request: { accessPackage: { name: 'ERP project' } },
    });
    return `/approvals/${stage.id}`;
  }),
  '/requests': place('adele.vance', '/requests?show=all'),
  '/requests/$requestId': place('adele.vance', async (site) => {
    const request = await em(site).findOneOrFail(AccessRequest, {
      target: { email: 'adele.vance@contoso.example' },
      state: 'DELIVERED',
    });
    return `/requests/${request.id}`;
  }),
  '/access': place('adele.vance', '/access'),
  '/team': place('megan.bowen', '/team'),
  '/organizations': place('grady.archie', '/organizations'),
  '/inbox': place('adele.vance', '/inbox'),
  '/tasks': place('stefan.huber', '/tasks?show=closed'),
  '/settings': place('adele.vance', '/settings'),
  // GraphiQL's own DOM is its makers' to mend; the frame around it is ours.
  '/explorer': place('adele.vance', '/explorer', ['.graphiql-container']),
  '/admin/people': place('admin', '/admin/people?q=mar'),
  '/admin/people/$userId': place('admin', async (site) => `/admin/people/${(await site.person('adele.vance')).id}`),
  '/admin/groups': place('admin', '/admin/groups?q=sales'),
  '/admin/groups/$groupId': place(
    'admin',
    async (site) => `/admin/groups/${(await em(site).findOneOrFail(Group, { name: 'Engineering' })).id}`,
  ),
  '/admin/organizations': place('admin', '/admin/organizations'),
  '/admin/organizations/$organizationId': place('admin', organizationPath('Northwind Traders')),
  '/admin/organizations/$organizationId/edit': place('admin', organizationPath('Northwind Traders', '/edit')),
  '/admin/domains': place('admin', '/admin/domains'),
  '/admin/guests': place('admin', '/admin/guests'),
  '/admin/roles': place('admin', '/admin/roles'),
  '/admin/catalogs': place('admin', '/admin/catalogs'),
  '/admin/catalogs/$catalogId': place(
    'admin',
    async (site) => `/admin/catalogs/${(await site.accessPackage('ERP project')).catalog.id}`,
  ),
  '/admin/packages/$packageId': place('admin', adminPackagePath('ERP project')),
  '/admin/packages/$packageId/policies/$policyId': place('admin', async (site) => {
    const policy = await em(site).findOneOrFail(AssignmentPolicy, { name: 'Group IT' });
    return `/admin/packages/${policy.accessPackage.id}/policies/${policy.id}`;
  }),
  '/admin/resources': place('admin', '/admin/resources?q=project'),
  '/admin/requests': place('admin', '/admin/requests?q=project'),
  '/admin/assignments': place('admin', '/admin/assignments?q=sales'),
  '/admin/targets': place('admin', '/admin/targets'),
  '/admin/audit': place('auditor', '/admin/audit?action=session'),
};

/** The paths that the dashboard's router knows. */
export async function pathsOfRouter(): Promise<string[]> {
  const folder = new URL('../../../packages/web/src/app/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => /\.tsx?$/.test(name));
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
  return sources.flatMap((source) => [...source.matchAll(/createRoute\(\{[^}]*?\bpath: '([^']+)'/g)].map(([, path]) => path!));
}
