import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import { useQuery, type Client } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { useLive } from '../graphql/live.ts';
import { InboxTicks, QueueTicks } from '../graphql/ticks.ts';
import { keepFor } from '../ui/forms/use-kept.ts';

const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      user {
        id
        name
        email
        kind
      }
      undoWindow
      mailsLeave
      deploymentRoles
      catalogRoles {
        catalogId
        role
        mayBypassApproval
      }
      counts {
        approvals
        unreadNotifications
        manualTasks
        reports
        organizations
      }
      viewerCan {
        administer {
          allowed
        }
        createCatalog {
          allowed
        }
        createPackage {
          allowed
        }
        assign {
          allowed
        }
        manageUsers {
          allowed
        }
        manageGroups {
          allowed
        }
        manageConnectors {
          allowed
        }
        manageResources {
          allowed
        }
        manageRoles {
          allowed
        }
        readOrganizations {
          allowed
        }
        manageOrganizations {
          allowed
        }
        readAudit {
          allowed
        }
        seeProvisioning {
          allowed
        }
        completeManualTasks {
          allowed
        }
      }
    }
  }
`);

/** Who is signed in, what they may do, and how much waits for them. */
type Profile = NonNullable<ResultOf<typeof ViewerQuery>['viewer']>;
export type Viewer = Profile & { user: NonNullable<Profile['user']> };

/** A profile without a user is no person: nothing here is for it. */
export function asViewer(profile: Profile | null | undefined): Viewer | null {
  return profile?.user ? { ...profile, user: profile.user } : null;
}

const ViewerContext = createContext<Viewer | null>(null);

/** Who is signed in. Only inside the shell. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer outside of the shell');
  return viewer;
}

/** Counts follow events in a bunch: one question for all that came within this time. */
const SETTLE_MS = 150;

/** Asks who is signed in while the page is still on its way. */
export function warmViewer(client: Client): void {
  void client.query(ViewerQuery, {}).toPromise();
}

/** Asks again: the viewer may have changed what they may do themself. */
export function refreshViewer(client: Client): void {
  void client.query(ViewerQuery, {}, { requestPolicy: 'network-only' }).toPromise();
}

/** Do they read everything, whoever it belongs to? */
export function readsAll({ deploymentRoles }: Viewer): boolean {
  return deploymentRoles.includes('ADMINISTRATOR') || deploymentRoles.includes('AUDITOR');
}

/** Have they a part in the catalogs: in all, in some, or in those they may make? */
export function seesCatalogs(viewer: Viewer): boolean {
  return readsAll(viewer) || viewer.viewerCan.createCatalog.allowed || viewer.catalogRoles.length > 0;
}

/** Is there something in the audit for them? Whoever has a part in a catalog reads what happened in it. */
export function readsAudit(viewer: Viewer): boolean {
  return seesCatalogs(viewer) || viewer.viewerCan.readAudit.allowed;
}

/** The signed-in person with counts that stay true, and the state of asking for them. */
export function useViewerQuery() {
  const [result, reload] = useQuery({ query: ViewerQuery });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const signedIn = Boolean(result.data?.viewer);
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => reload({ requestPolicy: 'network-only' }), SETTLE_MS);
  };
  useLive(InboxTicks, signedIn ? {} : null, (data) => data.inboxChanged, soon);
  useLive(QueueTicks, signedIn ? {} : null, (data) => data.approvalQueueChanged, soon);
  return [result, reload] as const;
}

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  // Before anything below asks what was typed.
  keepFor(viewer.user.id);
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}
