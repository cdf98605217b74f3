import { Alert, Anchor, Code, Stack, Text, TextInput, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Mark } from '../../../app/mark.tsx';
import { Loading } from '../../../ui/states/feedback.tsx';
import { useTabTitle } from '../../../ui/frame/tab-title.ts';
import { PackageCard, packageIn } from './PackageCard.tsx';
import { PersonaList } from './PersonaList.tsx';
import { problemIn } from './problems.ts';
import { loadPersonas, signInAs, type Persona } from './session.ts';
import { loadWays, type Way } from './ways.ts';
import { WaysIn } from './WaysIn.tsx';
import styles from './sign-in.module.css';

type Ways = { state: 'LOADING' } | { state: 'BROKEN' } | { state: 'READY'; ways: Way[]; personas: Persona[] };

/** How somebody gets in: by the ways that this deployment offers, or as one of the demo's people. */
export function SignInPage() {
  useTabTitle('Sign in');
  const { next = '/', problem, still = false } = useSearch({ from: '/sign-in' });
  const [found, setFound] = useState<Ways>({ state: 'LOADING' });
  const [error, setError] = useState(() => problemIn(problem));
  const packageId = packageIn(next);

  useEffect(() => {
    Promise.all([loadWays(), loadPersonas()]).then(
      ([ways, personas]) => setFound({ state: 'READY', ways, personas }),
      () => setFound({ state: 'BROKEN' }),
    );
  }, []);

  async function choose(persona: Persona) {
    const result = await signInAs(persona.id);
    // A fresh page: nothing that the person before read is left in memory.
    if (result.ok) location.assign(next);
    else setError(result.message);
  }

  return (
    <main className={styles.page}>
      <Stack gap="lg">
        <header className={styles.head}>
          <Mark size={44} />
          <div>
            <Title order={1}>Gatehouse</Title>
            <Text c="dimmed">Ask for access, decide about access, and see when it ends.</Text>
          </div>
        </header>
        {error && (
          <Alert color="red" role="alert" title={still ? 'Nothing was proved' : 'Signing in did not work'}>
            {error}{' '}
            {still && (
              <Anchor href={next} inherit underline="always">
                Go back; you are signed in as before.
              </Anchor>
            )}
          </Alert>
        )}
        {packageId && <PackageCard id={packageId} />}
        {found.state === 'LOADING' && <Loading rows={4} label="Looking for ways to sign in" />}
        {found.state === 'BROKEN' && (
          <Alert color="red" role="alert" title="Gatehouse does not answer">
            It may be starting. <Anchor href={location.href}>Try again</Anchor>
          </Alert>
        )}
        {found.state === 'READY' && (
          <>
            {found.ways.length > 0 && <WaysIn ways={found.ways} next={next} demo={found.personas.length > 0} />}
            {found.ways.length + found.personas.length === 0 && <HowToSignIn />}
            {found.personas.length > 0 && <Demo personas={found.personas} choose={choose} />}
          </>
        )}
      </Stack>
    </main>
  );
}

function HowToSignIn() {
  return (
    <section className={styles.card} aria-labelledby="how">
      <Title order={2} id="how">
        Sign in with a link
      </Title>
      <Text mt="xs">An administrator of this deployment makes you a link that signs you in once, within 15 minutes:</Text>
      <Code block mt="sm">
        npm run cli -- sign-in-link --user you@example.com
      </Code>
      <Text mt="sm" c="dimmed" size="sm">
        Open the link in this browser. If you are setting Gatehouse up, name yourself in GATEHOUSE_ADMIN_EMAIL first.
      </Text>
    </section>
  );
}

function Demo({ personas, choose }: { personas: Persona[]; choose: (persona: Persona) => Promise<void> }) {
  const [search, setSearch] = useState('');
  return (
    <section aria-labelledby="demo">
      <Title order={2} id="demo">
        Who do you want to be?
      </Title>
      <Text c="dimmed" mb="md">
        This is the demo company Contoso. Choose a person to see Gatehouse as they do; use two browsers to be two people at once.
      </Text>
      <TextInput
        label="Find a person"
        placeholder="A name, a title, a department"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
      />
      <PersonaList personas={personas} search={search} choose={choose} />
    </section>
  );
}
