import { Text } from '@mantine/core';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Section, TextLink } from '../../../ui/frame/page.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import { deploymentRoles } from '../../../ui/words/words.ts';
import { DeploymentRoleFragment } from './deployment-role.ts';

const PersonRolesQuery = graphql(
  `
    query PersonRoles($filter: DeploymentRoleAssignmentFilter) {
      deploymentRoles(first: 50, filter: $filter, orderBy: [{ field: ROLE }]) {
        nodes {
          ...DeploymentRoleParts
        }
      }
    }
  `,
  [DeploymentRoleFragment],
);

/** The roles that a person holds over the deployment. Only for those who read everything. */
export function PersonRoles({ userId }: { userId: string }) {
  const themself = { user: { id: { eq: userId } } };
  const filter = { or: [themself, { group: { members: { some: themself } } }] };
  const [{ data, error }, reload] = useQuery({ query: PersonRolesQuery, variables: { filter } });
  const held = data?.deploymentRoles.nodes;
  return (
    <Section title="Roles over the deployment">
      {!held && (error ? <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} /> : <Loading rows={1} />)}
      {held?.length === 0 && <Text c="dimmed">No role, of their own or through a group they are directly in.</Text>}
      <ul className={styles.list}>
        {held?.map(({ id, role, group, mayBypassApproval }) => (
          <li key={id} className={styles.row}>
            <div className={styles.words}>
              <Text fw={600}>{deploymentRoles[role]}</Text>
              {group && (
                <Text size="sm" c="dimmed">
                  through{' '}
                  <TextLink to="/admin/groups/$groupId" params={{ groupId: group.id }}>
                    {group.name}
                  </TextLink>
                </Text>
              )}
            </div>
            {mayBypassApproval && <ToneBadge tone="waiting">May bypass approval</ToneBadge>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
