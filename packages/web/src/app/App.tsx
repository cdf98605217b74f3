import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { Provider } from 'urql';
import { newClient, whenSignedOut } from '../graphql/client.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { router } from './router.tsx';
import { signInAddress } from './sign-in-address.ts';
import { warmViewer } from './viewer.tsx';

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
        <Notifications position="bottom-right" limit={4} autoClose={6000} containerWidth="min(26rem, calc(100vw - 2rem))" />
        <RouterProvider router={router} />
      </Provider>
    </MantineProvider>
  );
}
