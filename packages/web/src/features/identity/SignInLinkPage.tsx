import { Alert, Button, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Mark } from '../../app/mark.tsx';
import { useTabTitle } from '../../ui/tab-title.ts';
import { signInByLink } from './session.ts';
import styles from './sign-in.module.css';

/** A sign-in link asks before it is spent: opening a page, as mail scanners do, signs nobody in. */
export function SignInLinkPage() {
  useTabTitle('Sign in');
  const { token } = useParams({ from: '/sign-in/link/$token' });
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });

  async function confirm() {
    setState({ busy: true, error: null });
    const result = await signInByLink(token);
    if (result.ok) location.replace('/');
    else setState({ busy: false, error: result.message });
  }

  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <Mark size={44} />
        <Title order={1} mt="sm">
          Sign in to Gatehouse
        </Title>
        <Text mt="xs">You opened a sign-in link. It works once; use it only if you asked for it.</Text>
        {state.error && (
          <Alert color="red" role="alert" mt="md" title="This link does not work">
            {state.error} Ask for a new one, or <Link to="/sign-in">see the other ways to sign in</Link>.
          </Alert>
        )}
        <Button mt="md" loading={state.busy} onClick={() => void confirm()}>
          Sign me in
        </Button>
      </section>
    </main>
  );
}
