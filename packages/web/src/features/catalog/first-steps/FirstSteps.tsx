import { Button, Code, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowRight, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { TextLink } from '../../../ui/frame/page.tsx';
import styles from './first-steps.module.css';
import { placeOf, type Place } from './setup-places.ts';
import type { SetupStep } from './use-setup.ts';

const MadeQuery = graphql(`
  query MadeSoFar {
    catalogs(first: 1, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
      nodes {
        id
      }
    }
    accessPackages(first: 10, filter: { state: { eq: ACTIVE } }, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
      nodes {
        id
        gaps
      }
    }
  }
`);

/** How people get in, until an identity provider signs them in. */
function SignInLinks() {
  return (
    <Text span inherit display="block" mt={4}>
      To get in, each needs a link that somebody with a shell on the server makes:{' '}
      <Code className={styles.command}>npm run -s cli -- sign-in-link --user ada@example.com</Code>
    </Text>
  );
}

/** What to do for each step. */
const STEPS: Record<SetupStep['name'], { label: string; about: ReactNode }> = {
  PEOPLE: {
    label: 'Bring people in',
    about: (
      <>
        One by one here, or all of them from a file:{' '}
        <Code className={styles.command}>npm run -s cli -- import directory people.csv --key employee_id</Code>
        <SignInLinks />
      </>
    ),
  },
  RESOURCE: { label: 'Name what can be given', about: 'A resource with a right: a group, an application, a licence.' },
  CATALOG: { label: 'Make a catalog', about: 'Publish it, and put the resource into it.' },
  PACKAGE: { label: 'Make a package in it', about: 'Its contents are rights on the resources in the catalog.' },
  POLICY: { label: 'Say who may ask', about: 'A policy on the package: for whom, who decides, for how long.' },
};

/** Where to go from there. */
const NEXT: readonly (Place & { label: string; about: string })[] = [
  { to: '/admin/roles', label: 'Share the work', about: 'Other administrators, and people who make catalogs of their own.' },
  { to: '/admin/requests', label: 'Follow what is asked for', about: 'Every request with its state, whoever decides it.' },
  { to: '/admin/catalogs', label: 'Make the next package', about: 'In this catalog, or in one for another department.' },
];

interface FirstStepsProps {
  steps: readonly SetupStep[];
  dismiss: () => void;
}

/** Five steps to the first request, each ticked by itself, and once all are done what comes next; until the reader has seen enough. */
export function FirstSteps({ steps, dismiss }: FirstStepsProps) {
  const done = steps.filter((step) => step.done).length;
  const finished = done === steps.length;
  return (
    <section className={styles.box} aria-labelledby="first-steps">
      <div className={styles.head}>
        <Title order={2} size="h3" id="first-steps">
          {finished ? 'All set: people can ask now' : `First steps: ${done} of ${steps.length} done`}
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={dismiss}>
          Hide
        </Button>
      </div>
      {finished && (
        <Text size="sm" c="dimmed" component="div">
          <SignInLinks />
        </Text>
      )}
      {finished ? <Next /> : <Steps steps={steps} />}
    </section>
  );
}

function Next() {
  return (
    <ul className={styles.steps}>
      {NEXT.map(({ label, about, ...place }) => (
        <li key={label} className={styles.step}>
          <IconArrowRight size={20} aria-hidden />
          <div>
            <TextLink {...place}>{label}</TextLink>
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: Pick<FirstStepsProps, 'steps'>) {
  const [{ data }] = useQuery({ query: MadeQuery });
  const made = { catalogs: data?.catalogs.nodes ?? [], packages: data?.accessPackages.nodes ?? [] };
  const next = steps.find(({ done }) => !done)?.name;
  return (
    <ol className={styles.steps}>
      {steps.map(({ name, done }) => {
        const { label, about } = STEPS[name];
        const Icon = done ? IconCircleCheck : IconCircle;
        return (
          <li key={name} className={styles.step} data-done={done || undefined} aria-current={name === next ? 'step' : undefined}>
            <Icon size={20} aria-hidden />
            <div>
              <TextLink {...placeOf(name, made)}>{label}</TextLink>
              {done && <VisuallyHidden> (done)</VisuallyHidden>}
              {!done && (
                <Text size="sm" c="dimmed">
                  {about}
                </Text>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
