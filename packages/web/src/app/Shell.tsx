import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, Link } from '@tanstack/react-router';
import { errorCode } from '../graphql/client.ts';
import { Failed } from '../ui/states/feedback.tsx';
import { BottomNavigation, SideNavigation } from './navigation.tsx';
import { ConnectionNotice, LiveIndicator } from './connection-notice.tsx';
import styles from './shell.module.css';
import { signInAddress } from './sign-in-address.ts';
import { ViewerMenu } from './viewer-menu.tsx';
import { asViewer, useViewerQuery, ViewerProvider, type Viewer } from './viewer.tsx';
import { Mark } from './mark.tsx';
import { Status } from '../ui/states/status.tsx';

/** Around every page of a signed-in person. */
export function Shell() {
  const [{ data, error, fetching }, reload] = useViewerQuery();
  const viewer = asViewer(data?.viewer);
  if (viewer) return <Frame viewer={viewer} />;
  if (error && errorCode(error) !== 'UNAUTHENTICATED') {
    return (
      <main style={{ maxWidth: '36rem', margin: '15vh auto', padding: '1rem' }}>
        <h1>Gatehouse</h1>
        <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} />
      </main>
    );
  }
  if (fetching) {
    return (
      <Status label="Loading">
        <Center h="100dvh">
          <Loader />
        </Center>
      </Status>
    );
  }
  return <Navigate to={signInAddress() as '/'} replace />;
}

function Frame({ viewer }: { viewer: Viewer }) {
  return (
    <ViewerProvider viewer={viewer}>
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <div className={styles.frame}>
        <header className={styles.head}>
          <Link to="/" className={styles.brand}>
            <Mark />
            Gatehouse
          </Link>
          <span className={styles.spacer} />
          <LiveIndicator />
          <ViewerMenu />
        </header>
        <SideNavigation />
        <main className={styles.main} id="main" tabIndex={-1}>
          <ConnectionNotice />
          <Outlet />
        </main>
        <BottomNavigation />
      </div>
    </ViewerProvider>
  );
}
