import { Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { get } from './session.ts';
import styles from './sign-in.module.css';

/** The package whose page somebody wanted; null where it was another page. */
export function packageIn(next: string): string | null {
  return /^\/packages\/([\w-]+)(?:[/?#]|$)/.exec(next)?.[1] ?? null;
}

/** Says what a link leads to: its name where everybody from outside may ask for it, else no more than that it is a package. */
export function PackageCard({ id }: { id: string }) {
  const [told, setTold] = useState<{ name?: string; description?: string | null } | null>(null);
  useEffect(() => {
    get<{ name?: string; description?: string | null }>(`/auth/package/${id}`).then(setTold, () => setTold({}));
  }, [id]);
  if (!told) return null;
  return (
    <section className={styles.card} aria-labelledby="package">
      <Title order={2} id="package">
        {told.name ?? 'Sign in to see this package'}
      </Title>
      {told.description && <Text mt="xs">{told.description}</Text>}
      {told.name ? (
        <Text mt="xs" c="dimmed">
          Sign in to ask for it. You need no account: your mail address is enough.
        </Text>
      ) : (
        <Text mt="xs" c="dimmed">
          Whether you may ask for it is shown once it is known who you are.
        </Text>
      )}
    </section>
  );
}
