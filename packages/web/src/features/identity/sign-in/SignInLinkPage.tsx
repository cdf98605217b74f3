import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Mark } from '../../../app/mark.tsx';
import { useTabTitle } from '../../../ui/frame/tab-title.ts';
import { signInByLink, type SignInResult } from './session.ts';
import styles from './sign-in.module.css';

/** A sign-in link asks before it is spent: opening a page, as mail scanners do, signs nobody in. */
export function SignInLinkPage() {
  useTabTitle('Sign in');
  const { token } = useParams({ from: '/sign-in/link/$token' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Extract<SignInResult, { ok: false }> | null>(null);

  async function confirm() {
    setBusy(true);
    const result = await signInByLink(token);
    if (result.ok) return location.replace('/');
    setRefusal(result);
    setBusy(false);
  }

  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <Mark size={44} />
        <Title order={1} mt="sm">
          Sign in to Gatehouse
        </Title>
        {refusal?.final ? (
          <>
            <Alert color="red" role="alert" mt="md" title="This link does not work">
              {refusal.message}
            </Alert>
            <Text mt="md">
              If you signed in with it in this browser, you may still be signed in. Otherwise ask whoever gave you the link for a
              new one: each works once.
            </Text>
            <Group mt="md">
              <Button component={Link} to="/">
                Open Gatehouse
              </Button>
              <Button component={Link} to="/sign-in" variant="default">
                Ways to sign in
              </Button>
            </Group>
          </>
        ) : (
          <>
            <Text mt="xs">You opened a sign-in link. It works once; use it only if you asked for it.</Text>
            {refusal && (
              <Alert color="red" role="alert" mt="md" title="This did not work">
                {refusal.message}
              </Alert>
            )}
            <Button mt="md" loading={busy} onClick={() => void confirm()}>
              {refusal ? 'Try again' : 'Sign me in'}
            </Button>
          </>
        )}
      </section>
    </main>
  );
}
