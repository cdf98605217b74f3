import { ActionIcon, Avatar, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import { useRef } from 'react';
import { signOut } from '../features/identity/sign-in/session.ts';
import { deploymentRoles } from '../ui/words/words.ts';
import styles from './viewer-menu.module.css';
import { useViewer } from './viewer.tsx';

const SCHEMES = [
  ['light', 'Light', IconSun],
  ['dark', 'Dark', IconMoon],
  ['auto', 'Like the device', IconDeviceDesktop],
] as const;

/**
 * Who is signed in, how things look, and the way out. The browser's own popover: it closes by itself outside and with Escape,
 * gives the focus back, and costs a first load nothing.
 */
export function ViewerMenu() {
  const viewer = useViewer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <ActionIcon variant="transparent" size={40} radius="xl" popoverTarget="viewer-menu">
        <Avatar name={viewer.user.name} color="gate" variant="filled" size={34} />
        <span className="sr-only">{viewer.user.name}: your menu</span>
      </ActionIcon>
      <div ref={menu} id="viewer-menu" popover="auto" className={styles.menu}>
        <div className={styles.who}>
          <strong>{viewer.user.name}</strong>
          <span>{viewer.user.email}</span>
          {viewer.deploymentRoles.length > 0 && (
            <span>{viewer.deploymentRoles.map((role) => deploymentRoles[role]).join(', ')}</span>
          )}
        </div>
        <fieldset className={styles.part}>
          <legend>Appearance</legend>
          {SCHEMES.map(([scheme, label, Icon]) => (
            <button
              key={scheme}
              type="button"
              className={styles.item}
              aria-pressed={colorScheme === scheme}
              onClick={() => setColorScheme(scheme)}
            >
              <Icon size={18} aria-hidden />
              {label}
            </button>
          ))}
        </fieldset>
        <div className={styles.part}>
          <Link to="/settings" className={styles.item} onClick={() => menu.current?.hidePopover()}>
            <IconSettings size={18} aria-hidden />
            Settings
          </Link>
          <button type="button" className={styles.item} onClick={() => void signOut()}>
            <IconLogout size={18} aria-hidden />
            Sign out
          </button>
        </div>
      </div>
    </>
  );
}
