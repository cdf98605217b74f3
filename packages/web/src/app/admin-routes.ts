import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import {
  AssignmentState,
  OrganizationState,
  RequestState,
  RequestType,
  ResourceKind,
  UserKind,
  UserState,
} from '@gatehouse/schema/rules/vocabulary';
import { PACKAGE_TABS } from '../features/catalog/packages/package-tab.ts';
import { id, optional, text, word } from './search.ts';

const words = <T extends string>(list: Readonly<Record<T, string>>) => Object.keys(list) as T[];

/** The pages of the administration. What somebody may do there, each page asks the server. */
export function adminRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/admin/people',
      validateSearch: optional((search) => ({
        q: text(search.q),
        state: word(search.state, words(UserState)),
        kind: word(search.kind, words(UserKind)),
      })),
      component: lazyRouteComponent(() => import('../features/identity/people/PeopleView.tsx'), 'PeopleView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/people/$userId',
      component: lazyRouteComponent(() => import('../features/identity/people/PersonView.tsx'), 'PersonView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/groups',
      validateSearch: optional((search) => ({ q: text(search.q) })),
      component: lazyRouteComponent(() => import('../features/identity/groups/GroupsView.tsx'), 'GroupsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/groups/$groupId',
      component: lazyRouteComponent(() => import('../features/identity/groups/GroupView.tsx'), 'GroupView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/organizations',
      validateSearch: optional((search) => ({
        q: text(search.q),
        state: word(search.state, words(OrganizationState)),
        sponsors: word(search.sponsors, ['none']),
      })),
      component: lazyRouteComponent(() => import('../features/organizations/list/OrganizationsView.tsx'), 'OrganizationsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/organizations/$organizationId',
      component: lazyRouteComponent(() => import('../features/organizations/page/OrganizationView.tsx'), 'OrganizationView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/organizations/$organizationId/edit',
      component: lazyRouteComponent(
        () => import('../features/organizations/editor/OrganizationEditView.tsx'),
        'OrganizationEditView',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/domains',
      validateSearch: optional((search) => ({ q: text(search.q) })),
      component: lazyRouteComponent(() => import('../features/organizations/rules/DomainRulesView.tsx'), 'DomainRulesView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/guests',
      validateSearch: optional((search) => ({
        q: text(search.q),
        state: word(search.state, words(UserState)),
        organization: id(search.organization),
      })),
      component: lazyRouteComponent(() => import('../features/organizations/people/GuestsView.tsx'), 'GuestsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/roles',
      component: lazyRouteComponent(() => import('../features/identity/roles/DeploymentRolesView.tsx'), 'DeploymentRolesView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/catalogs',
      validateSearch: optional((search) => ({ q: text(search.q) })),
      component: lazyRouteComponent(() => import('../features/catalog/catalogs/CatalogsView.tsx'), 'CatalogsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/catalogs/$catalogId',
      component: lazyRouteComponent(() => import('../features/catalog/catalogs/CatalogView.tsx'), 'CatalogView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/packages/$packageId',
      validateSearch: optional((search) => ({ tab: word(search.tab, PACKAGE_TABS) })),
      component: lazyRouteComponent(() => import('../features/catalog/packages/PackageAdminView.tsx'), 'PackageAdminView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/packages/$packageId/policies/$policyId',
      component: lazyRouteComponent(() => import('../features/policies/PolicyView.tsx'), 'PolicyView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/resources',
      validateSearch: optional((search) => ({ q: text(search.q), kind: word(search.kind, words(ResourceKind)) })),
      component: lazyRouteComponent(() => import('../features/catalog/resources/ResourcesView.tsx'), 'ResourcesView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/requests',
      validateSearch: optional((search) => ({
        q: text(search.q),
        state: word(search.state, words(RequestState)),
        type: word(search.type, words(RequestType)),
      })),
      component: lazyRouteComponent(() => import('../features/requests/list/AllRequestsView.tsx'), 'AllRequestsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/assignments',
      validateSearch: optional((search) => ({ q: text(search.q), state: word(search.state, words(AssignmentState)) })),
      component: lazyRouteComponent(() => import('../features/assignments/all/AllAssignmentsView.tsx'), 'AllAssignmentsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/targets',
      validateSearch: optional((search) => ({ tab: word(search.tab, ['connectors']) })),
      component: lazyRouteComponent(() => import('../features/provisioning/TargetsView.tsx'), 'TargetsView'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/audit',
      validateSearch: optional((search) => ({
        action: text(search.action),
        actor: text(search.actor),
        signIns: word(search.signIns, ['also', 'only']),
        subject: id(search.subject),
        outcome: word(search.outcome, ['DONE', 'REFUSED']),
        since: text(search.since),
      })),
      component: lazyRouteComponent(() => import('../features/audit/AuditView.tsx'), 'AuditView'),
    }),
  ] as const;
}
