import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';

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

export type SetupStep = NonNullable<NonNullable<ResultOf<typeof SetupQuery>['viewer']>['setup']>[number];

/** How far somebody has seen it in this browser: unfinished, or enough of it. */
type Seen = 'begun' | 'seen' | null;

/** How far setting up is, for whoever administers the deployment. */
export interface Setup {
  /** Null while it is not known: whether it takes room on the page is known with the answer. */
  steps: readonly SetupStep[] | null;
  dismiss: () => void;
}

/**
 * The steps to show: those of an unfinished deployment, and finished ones once more to whoever saw them unfinished. None to
 * everybody else, and to whoever has seen enough.
 */
export function useSetup(): Setup {
  const viewer = useViewer();
  const key = `gatehouse:first-steps:${viewer.user.id}`;
  const [seen, setSeen] = useState(() => localStorage.getItem(key) as Seen);
  const away = seen === 'seen' || !viewer.deploymentRoles.includes('ADMINISTRATOR');
  const [{ data, error }] = useQuery({ query: SetupQuery, pause: away, requestPolicy: 'cache-and-network' });
  const steps = data?.viewer?.setup ?? [];
  const unfinished = steps.some(({ done }) => !done);
  useEffect(() => {
    if (unfinished && seen === null) localStorage.setItem(key, 'begun');
  }, [unfinished, seen, key]);
  const dismiss = () => {
    localStorage.setItem(key, 'seen');
    setSeen('seen');
  };
  const shown = unfinished || (steps.length > 0 && seen === 'begun');
  return {
    steps: away || error ? [] : !data ? null : shown ? steps : [],
    dismiss,
  };
}
