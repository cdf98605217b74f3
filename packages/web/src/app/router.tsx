import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { Crashed } from './Crashed.tsx';
import { adminRoutes } from './admin-routes.ts';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';
import { safeNext } from './sign-in-address.ts';
import { optional, text, word } from './search.ts';

const root = createRootRoute({ component: Outlet, errorComponent: Crashed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; problem?: string; still?: boolean } => ({
    next: safeNext(search.next),
    ...(typeof search.problem === 'string' && { problem: search.problem }),
    ...(search.still === true && { still: true }),
  }),
  component: lazyRouteComponent(() => import('../features/identity/sign-in/SignInPage.tsx'), 'SignInPage'),
});
const signInLink = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link/$token',
  component: lazyRouteComponent(() => import('../features/identity/sign-in/SignInLinkPage.tsx'), 'SignInLinkPage'),
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, notFoundComponent: NotFound });
const under = () => shell;

const home = createRoute({
  getParentRoute: under,
  path: '/',
  beforeLoad: () => redirect({ to: '/packages', replace: true, throw: true }),
});

const packages = createRoute({
  getParentRoute: under,
  path: '/packages',
  validateSearch: optional((search) => ({ q: text(search.q) })),
  component: lazyRouteComponent(() => import('../features/catalog/asking/PackagesView.tsx'), 'PackagesView'),
});
const packagePage = createRoute({
  getParentRoute: under,
  path: '/packages/$packageId',
  component: lazyRouteComponent(() => import('../features/catalog/asking/PackageView.tsx'), 'PackageView'),
});
const requestForm = createRoute({
  getParentRoute: under,
  path: '/packages/$packageId/request',
  validateSearch: optional((search) => ({ for: text(search.for) })),
  component: lazyRouteComponent(() => import('../features/requests/form/RequestFormView.tsx'), 'RequestFormView'),
});

const approvals = createRoute({
  getParentRoute: under,
  path: '/approvals',
  validateSearch: optional((search) => ({
    q: text(search.q),
    package: text(search.package),
    due: word(search.due, ['soon', 'overdue', 'long']),
    group: word(search.group, ['package']),
  })),
  component: lazyRouteComponent(() => import('../features/requests/approvals/queue/QueueView.tsx'), 'QueueView'),
});

const stage = createRoute({
  getParentRoute: under,
  path: '/approvals/$stageId',
  component: lazyRouteComponent(() => import('../features/requests/approvals/stage/StageView.tsx'), 'StageView'),
});

const requests = createRoute({
  getParentRoute: under,
  path: '/requests',
  validateSearch: optional((search) => ({ show: word(search.show, ['closed', 'all']) })),
  component: lazyRouteComponent(() => import('../features/requests/list/MyRequestsView.tsx'), 'MyRequestsView'),
});
const request = createRoute({
  getParentRoute: under,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('../features/requests/page/RequestView.tsx'), 'RequestView'),
});

const access = createRoute({
  getParentRoute: under,
  path: '/access',
  validateSearch: optional((search) => ({ show: word(search.show, ['ended']) })),
  component: lazyRouteComponent(() => import('../features/assignments/mine/MyAccessView.tsx'), 'MyAccessView'),
});

const team = createRoute({
  getParentRoute: under,
  path: '/team',
  component: lazyRouteComponent(() => import('../features/assignments/team/TeamView.tsx'), 'TeamView'),
});

const organizations = createRoute({
  getParentRoute: under,
  path: '/organizations',
  component: lazyRouteComponent(() => import('../features/organizations/mine/MyOrganizationsView.tsx'), 'MyOrganizationsView'),
});

const inbox = createRoute({
  getParentRoute: under,
  path: '/inbox',
  validateSearch: optional((search) => ({ show: word(search.show, ['all', 'mail']) })),
  component: lazyRouteComponent(() => import('../features/notifications/InboxView.tsx'), 'InboxView'),
});
const tasks = createRoute({
  getParentRoute: under,
  path: '/tasks',
  validateSearch: optional((search) => ({ show: word(search.show, ['closed']) })),
  component: lazyRouteComponent(() => import('../features/provisioning/TasksView.tsx'), 'TasksView'),
});

const settings = createRoute({
  getParentRoute: under,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/identity/settings/SettingsView.tsx'), 'SettingsView'),
});
const explorer = createRoute({
  getParentRoute: under,
  path: '/explorer',
  component: lazyRouteComponent(() => import('../features/explorer/ExplorerPage.tsx'), 'ExplorerPage'),
});

const admin = adminRoutes(under);
// Inside the shell, so that whoever mistyped an address still has the navigation.
const nowhere = createRoute({ getParentRoute: under, path: '$', component: NotFound });

const routeTree = root.addChildren([
  signIn,
  signInLink,
  shell.addChildren([
    home,
    packages,
    packagePage,
    requestForm,
    approvals,
    stage,
    requests,
    request,
    access,
    team,
    organizations,
    inbox,
    tasks,
    settings,
    explorer,
    ...admin,
    nowhere,
  ]),
]);

/** Every page by its address. Each page is a chunk of its own. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crashed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
