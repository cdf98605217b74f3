import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Provider } from 'urql';
import { newClient, whenSignedOut } from '../graphql/client.ts';
import { cssVariables, theme } from '../ui/frame/theme.ts';
import { router } from './router.tsx';
import { signInAddress } from './sign-in-address.ts';
import { warmViewer } from './viewer.tsx';

const Notices = lazy(() => import('./Notices.tsx').then(({ Notices }) => ({ default: Notices })));

/** The dashboard. */
export function App() {
  const [client] = useState(() => {
    whenSignedOut(() => {
      if (!location.pathname.startsWith('/sign-in')) void router.navigate({ href: signInAddress() });
    });
    const fresh = newClient();
    if (!location.pathname.startsWith('/sign-in')) warmViewer(fresh);
    return fresh;
  });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Provider value={client}>
        <RouterProvider router={router} />
        <Suspense>
          <Notices />
        </Suspense>
      </Provider>
    </MantineProvider>
  );
}
