import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconGavel } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { ToneBadge } from '../../ui/states/badge.tsx';
import { Empty } from '../../ui/states/feedback.tsx';
import { inWords } from '../../ui/forms/length.ts';
import { inDays } from '../../ui/words/dates.ts';
import { policyScopes } from '../../ui/words/words.ts';
import { QuestionFragment } from '../requests/form/option.ts';
import styles from '../../ui/lists/row-list.module.css';

export const PolicyRowFragment = graphql(
  `
    fragment PolicyRow on AssignmentPolicy {
      id
      name
      description
      state
      priority
      currentVersion {
        id
        scope
        parties {
          id
          part
          organization {
            id
            name
          }
        }
        expiration
        endsAt
        duration
        stages {
          id
          occasion
        }
        questions {
          ...Question
        }
      }
    }
  `,
  [QuestionFragment],
);

type Row = FragmentOf<typeof PolicyRowFragment>;

/** For whom it is: organizations by their names, as far as the reader may see them. */
function scopeInWords({ scope, parties }: Row['currentVersion']): string {
  if (scope !== 'SPECIFIC_ORGANIZATIONS') return policyScopes[scope];
  const names = [...new Set(parties.flatMap(({ organization }) => organization?.name ?? []))];
  return names.length === 0 ? policyScopes[scope] : `People of ${inList(names)}`;
}

/** The first three of them, and how many more. */
function inList(names: readonly string[]): string {
  const more = names.length - 3;
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more organizations` : names.join(' and ');
}

function summary({ currentVersion: version }: Row): string {
  const stages = version.stages.filter((stage) => stage.occasion === 'ADD').length;
  return [
    scopeInWords(version),
    stages === 0 ? 'no approval' : `${stages} approval ${stages === 1 ? 'stage' : 'stages'}`,
    version.duration ? `for ${inWords(version.duration)}` : version.endsAt ? `until ${inDays(version.endsAt)}` : 'without an end',
    version.questions.length > 0 && `${version.questions.length} ${version.questions.length === 1 ? 'question' : 'questions'}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The policies of a package, in the order in which they are tried. */
export function PolicyList({ packageId, policies, may }: { packageId: string; policies: readonly Row[]; may: boolean }) {
  const ordered = [...policies].sort((one, other) => one.priority - other.priority);
  const create = may && (
    <Button component={Link} to="/admin/packages/$packageId/policies/$policyId" params={{ packageId, policyId: 'new' } as never}>
      New policy
    </Button>
  );
  return (
    <Stack align={ordered.length > 0 ? 'flex-start' : 'stretch'}>
      {ordered.length > 0 && create}
      {ordered.length === 0 && (
        <Empty title="No policy yet" icon={<IconGavel />} action={create}>
          Without a policy nobody can ask for this package or be given it. A policy says for whom it is, who approves, and for how
          long.
        </Empty>
      )}
      <ul className={styles.list} style={{ width: '100%' }}>
        {ordered.map((policy) => (
          <li key={policy.id} className={styles.row}>
            <div className={styles.words}>
              <Link
                to="/admin/packages/$packageId/policies/$policyId"
                params={{ packageId, policyId: policy.id }}
                className={styles.whole}
              >
                {policy.name}
              </Link>
              <Text size="sm" c="dimmed">
                {summary(policy)}
              </Text>
            </div>
            <Text size="sm" c="dimmed">
              Priority {policy.priority}
            </Text>
            <ToneBadge tone={policy.state === 'ENABLED' ? 'good' : 'neutral'}>
              {policy.state === 'ENABLED' ? 'Enabled' : 'Disabled'}
            </ToneBadge>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
