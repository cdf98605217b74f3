import { Notifications } from '@mantine/notifications';

/** The short messages at the edge of the window; what is said before they are loaded waits for them. */
export function Notices() {
  return (
    <Notifications
      className="app-notices"
      position="bottom-right"
      limit={4}
      autoClose={6000}
      containerWidth="min(26rem, calc(100vw - 2rem))"
    />
  );
}
