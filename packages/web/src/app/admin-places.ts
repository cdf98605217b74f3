import {
  IconBuildings,
  IconClipboardList,
  IconFolders,
  IconHistory,
  IconPlugConnected,
  IconUsers,
  IconUsersGroup,
  IconUserCheck,
  IconServer,
  IconUserShield,
  IconUserStar,
  type Icon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { readsAll, readsAudit, seesCatalogs, type Viewer } from './viewer.tsx';

/** The places of the administration that this person has a use for; what they may do there, each page asks for itself. */
export function adminPlaces(viewer: Viewer): { to: LinkProps['to']; label: string; icon: Icon }[] {
  const can = viewer.viewerCan;
  const reads = readsAll(viewer);
  const catalogs = seesCatalogs(viewer);
  const places: [boolean, LinkProps['to'], string, Icon][] = [
    [catalogs, '/admin/catalogs', 'Catalogs', IconFolders],
    [catalogs, '/admin/requests', 'All requests', IconClipboardList],
    [catalogs, '/admin/assignments', 'All assignments', IconUserCheck],
    [reads || can.manageUsers.allowed, '/admin/people', 'People', IconUsers],
    [reads || can.manageGroups.allowed, '/admin/groups', 'Groups', IconUsersGroup],
    [can.readOrganizations.allowed, '/admin/organizations', 'Organizations', IconBuildings],
    [can.readOrganizations.allowed, '/admin/guests', 'Guests', IconUserStar],
    [reads || can.manageRoles.allowed, '/admin/roles', 'Roles', IconUserShield],
    [reads || can.manageResources.allowed, '/admin/resources', 'Resources', IconServer],
    [can.seeProvisioning.allowed || can.manageConnectors.allowed, '/admin/targets', 'Targets', IconPlugConnected],
    [readsAudit(viewer), '/admin/audit', 'Audit', IconHistory],
  ];
  return places.filter(([shown]) => shown).map(([, to, label, icon]) => ({ to, label, icon }));
}
