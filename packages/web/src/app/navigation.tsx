import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import {
  IconBell,
  IconBuildings,
  IconCheckbox,
  IconCode,
  IconDots,
  IconKey,
  IconPackages,
  IconSend,
  IconSettings,
  IconTool,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import styles from './shell.module.css';
import { adminPlaces } from './admin-places.ts';
import { useViewer, type Viewer } from './viewer.tsx';

const MoreDrawer = lazy(() => import('./MoreDrawer.tsx').then(({ MoreDrawer }) => ({ default: MoreDrawer })));

interface Place {
  to: LinkProps['to'];
  label: string;
  icon: Icon;
  count?: (viewer: Viewer) => number;
  /** What the number counts, for those who hear it. */
  counted?: string;
}

const PLACES: readonly Place[] = [
  { to: '/packages', label: 'Packages', icon: IconPackages },
  { to: '/access', label: 'My access', icon: IconKey },
  { to: '/requests', label: 'My requests', icon: IconSend },
  { to: '/approvals', label: 'Approvals', icon: IconCheckbox, count: (viewer) => viewer.counts.approvals, counted: 'waiting' },
  {
    to: '/inbox',
    label: 'Inbox',
    icon: IconBell,
    count: (viewer) => viewer.counts.unreadNotifications,
    counted: 'unread',
  },
];

const TASKS: Place = {
  to: '/tasks',
  label: 'Manual tasks',
  icon: IconTool,
  count: (viewer) => viewer.counts.manualTasks,
  counted: 'tasks to do',
};

const TEAM: Place = { to: '/team', label: 'My team', icon: IconUsersGroup };

const ORGANIZATIONS: Place = { to: '/organizations', label: 'My organizations', icon: IconBuildings };

const MORE: readonly Place[] = [
  { to: '/settings', label: 'Settings', icon: IconSettings },
  { to: '/explorer', label: 'API explorer', icon: IconCode },
];

/** Those with a tab of their own on a phone; the others stand behind "More". */
const TABS = PLACES.filter((place) => place.to !== '/requests');

/** Is this the address of a page behind "More"? */
const behindMore = (path: string) =>
  ['/requests', TEAM.to, ORGANIZATIONS.to, TASKS.to, ...MORE.map(({ to }) => to), '/admin'].some(
    (to) => path === to || path.startsWith(`${to}/`),
  );

/** The team is a place for those to whom somebody reports, organizations for those who vouch for some, manual tasks for those who may close some. */
const places = (viewer: Viewer) => [
  ...PLACES,
  ...(viewer.counts.reports > 0 ? [TEAM] : []),
  ...(viewer.counts.organizations > 0 ? [ORGANIZATIONS] : []),
  ...(viewer.viewerCan.completeManualTasks.allowed || viewer.counts.manualTasks > 0 ? [TASKS] : []),
];

function Count({ place, viewer }: { place: Place; viewer: Viewer }) {
  const count = place.count?.(viewer) ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      {/* Short to look at; who listens gets the number itself. */}
      <span aria-hidden={count > 99}>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">
        {count > 99 && count} {place.counted}
      </span>
    </span>
  );
}

function PlaceLink({ place }: { place: Place }) {
  const viewer = useViewer();
  return (
    <li>
      <Link to={place.to as '/'} className={styles.link}>
        <place.icon size={20} stroke={1.7} aria-hidden />
        {place.label}
        <Count place={place} viewer={viewer} />
      </Link>
    </li>
  );
}

/** Every place somebody may go to, as one list. */
function AllPlaces() {
  const viewer = useViewer();
  const admin = adminPlaces(viewer);
  return (
    <>
      <ul className={styles.list}>
        {places(viewer).map((place) => (
          <PlaceLink key={place.label} place={place} />
        ))}
      </ul>
      {admin.length > 0 && (
        <>
          <p className={styles.group} id="nav-admin">
            Administration
          </p>
          <ul className={styles.list} aria-labelledby="nav-admin">
            {admin.map((place) => (
              <PlaceLink key={place.label} place={place} />
            ))}
          </ul>
        </>
      )}
      <p className={styles.group} id="nav-more">
        More
      </p>
      <ul className={styles.list} aria-labelledby="nav-more">
        {MORE.map((place) => (
          <PlaceLink key={place.label} place={place} />
        ))}
      </ul>
    </>
  );
}

/** The navigation at the side of a wide window. */
export function SideNavigation() {
  return (
    <nav className={styles.nav} aria-label="Main">
      <AllPlaces />
    </nav>
  );
}

/** The navigation at the bottom of a phone, under the thumb; the rest opens from "More". */
export function BottomNavigation() {
  const viewer = useViewer();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const within = behindMore(path);
  // Open on the page where it was opened: going on to another one closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const [everOpened, setEverOpened] = useState(false);
  return (
    <nav className={styles.tabs} aria-label="Main">
      <ul className={styles.list}>
        {TABS.map((place) => (
          <li key={place.label}>
            <Link to={place.to as '/'} className={styles.tab}>
              <place.icon size={22} stroke={1.7} aria-hidden />
              {place.label}
              <Count place={place} viewer={viewer} />
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles.tab}
            onClick={() => {
              setOpenOn(path);
              setEverOpened(true);
            }}
            aria-haspopup="dialog"
            {...(within && { 'aria-current': true, 'data-status': 'active' })}
          >
            <IconDots size={22} stroke={1.7} aria-hidden />
            More
            <Count place={TASKS} viewer={viewer} />
          </button>
        </li>
      </ul>
      {everOpened && (
        <Suspense>
          <MoreDrawer opened={openOn === path} close={() => setOpenOn(null)}>
            <AllPlaces />
          </MoreDrawer>
        </Suspense>
      )}
    </nav>
  );
}
