import { Button, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/viewer.tsx';
import { graphql, type ResultOf } from '../../graphql/graphql.ts';
import { TextLink } from '../../ui/page.tsx';
import styles from './first-steps.module.css';

const SetupQuery = graphql(`
  query Setup {
    viewer {
      setup {
        name
        done
      }
    }
  }
`);

type Step = NonNullable<NonNullable<ResultOf<typeof SetupQuery>['viewer']>['setup']>[number]['name'];

/** What to do for each step, and where. */
const STEPS: Record<Step, { to: '/admin/people' | '/admin/resources' | '/admin/catalogs'; label: string; about: string }> = {
  PEOPLE: { to: '/admin/people', label: 'Bring people in', about: 'One by one here, or all of them with the import.' },
  RESOURCE: {
    to: '/admin/resources',
    label: 'Name what can be given',
    about: 'A resource with a role: a group, an application, a licence.',
  },
  CATALOG: { to: '/admin/catalogs', label: 'Make a catalog', about: 'Publish it, and put the resource into it.' },
  PACKAGE: {
    to: '/admin/catalogs',
    label: 'Make a package in it',
    about: 'Its contents are roles of the resources in the catalog.',
  },
  POLICY: {
    to: '/admin/catalogs',
    label: 'Say who may ask',
    about: 'A policy on the package: for whom, who decides, for how long.',
  },
};

/** Five steps to the first request, each ticked by itself; gone when all are done, or when the reader has seen enough. */
export function FirstSteps() {
  const viewer = useViewer();
  const key = `gatehouse:first-steps:${viewer.user.id}`;
  const [away, setAway] = useState(() => localStorage.getItem(key) !== null);
  const [{ data }] = useQuery({ query: SetupQuery, pause: away, requestPolicy: 'cache-and-network' });
  const steps = data?.viewer?.setup ?? [];
  const left = steps.filter(({ done }) => !done).length;
  if (away || left === 0) return null;
  const next = steps.find(({ done }) => !done)?.name;
  const dismiss = () => {
    localStorage.setItem(key, 'seen');
    setAway(true);
  };
  return (
    <section className={styles.box} aria-labelledby="first-steps">
      <div className={styles.head}>
        <Title order={2} size="h3" id="first-steps">
          First steps: {steps.length - left} of {steps.length} done
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={dismiss}>
          Hide
        </Button>
      </div>
      <ol className={styles.steps}>
        {steps.map(({ name, done }) => {
          const { to, label, about } = STEPS[name];
          const Icon = done ? IconCircleCheck : IconCircle;
          return (
            <li
              key={name}
              className={styles.step}
              data-done={done || undefined}
              aria-current={name === next ? 'step' : undefined}
            >
              <Icon size={20} aria-hidden />
              <div>
                <TextLink to={to}>{label}</TextLink>
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
    </section>
  );
}
