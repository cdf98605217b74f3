import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import type { Party } from '../choosing/DirectoryPicker.tsx';
import { PartiesField } from '../choosing/PartiesField.tsx';
import { useGivers, type Giver } from './use-givers.ts';

const MemberFragment = graphql(`
  fragment Member on GroupMember {
    id
    user {
      id
      name
      jobTitle
      department
    }
    memberGroup {
      id
      name
      description
    }
  }
`);

const MembersQuery = graphql(
  `
    query GroupMembers($id: ID!, $after: String) {
      node(id: $id) {
        __typename
        ... on Group {
          id
          members(first: 50, after: $after) {
            nodes {
              ...Member
            }
            pageInfo {
              hasNextPage
              endCursor
            }
            totalCount
          }
        }
      }
    }
  `,
  [MemberFragment],
);
const NOBODY = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };

const Add = graphql(
  `
    mutation AddGroupMembers($input: AddGroupMembersInput!) {
      addGroupMembers(input: $input) {
        group {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const Remove = graphql(
  `
    mutation RemoveGroupMembers($input: RemoveGroupMembersInput!) {
      removeGroupMembers(input: $input) {
        group {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

interface GroupMembersProps {
  groupId: string;
  may: boolean;
  /** Is it ours, or mastered elsewhere? */
  ours: boolean;
  done: () => void;
}

/** The direct members of a group: people and groups, to be added and taken out. */
export function GroupMembers({ groupId, may, ours, done }: GroupMembersProps) {
  const pages = usePages(MembersQuery, { id: groupId }, (data) =>
    data.node?.__typename === 'Group' ? data.node.members : NOBODY,
  );
  const again = () => (pages.reload(), done());
  const [chosen, setChosen] = useState<Party[]>([]);
  const givers = useGivers(groupId);
  const add = useAction(Add);
  const remove = useAction(Remove);
  const ids = (kind: Party['kind']) => chosen.filter((party) => party.kind === kind).map(({ id }) => id);
  const join = async () => {
    const result = await add.run({
      input: { groupId, userIds: ids('USER'), groupIds: ids('GROUP'), idempotencyKey: intentKey() },
    });
    if (!result?.ok) return;
    setChosen([]);
    again();
  };
  const leave = async (member: FragmentOf<typeof MemberFragment>) => {
    const userIds = member.user ? [member.user.id] : [];
    const groupIds = member.memberGroup ? [member.memberGroup.id] : [];
    const result = await remove.run({ input: { groupId, userIds, groupIds, idempotencyKey: intentKey() } });
    if (result?.ok) again();
  };
  return (
    <Stack>
      {may && (
        <form onSubmit={(event) => (event.preventDefault(), void join())}>
          <Group align="flex-end">
            <div style={{ flex: 1, minWidth: '14rem' }}>
              <PartiesField label="Add people or groups" kinds="BOTH" value={chosen} onChange={setChosen} />
            </div>
            <Button type="submit" loading={add.busy} disabled={chosen.length === 0}>
              Add
            </Button>
          </Group>
        </form>
      )}
      <Refusals errors={[...add.errors, ...remove.errors]} />
      <PageList pages={pages} noun={['member', 'members']} empty={<Text c="dimmed">Nobody is in it.</Text>}>
        {(members) => (
          <ul className={styles.list}>
            {members.map((member) => {
              const { user, memberGroup } = member;
              const name = user?.name ?? memberGroup?.name ?? '';
              return (
                <li key={member.id} className={styles.row}>
                  <div className={styles.words}>
                    {user && (
                      <TextLink to="/admin/people/$userId" params={{ userId: user.id }}>
                        {name}
                      </TextLink>
                    )}
                    {memberGroup && (
                      <TextLink to="/admin/groups/$groupId" params={{ groupId: memberGroup.id }}>
                        {name}
                      </TextLink>
                    )}
                    <Text size="sm" c="dimmed">
                      {user
                        ? [user.jobTitle, user.department].filter(Boolean).join(', ')
                        : `Group${memberGroup?.description ? ` · ${memberGroup.description}` : ''}`}
                    </Text>
                    {user && givers && <WhereFrom givers={givers.get(user.id) ?? []} ours={ours} />}
                  </div>
                  {may && <CloseButton aria-label={`Take ${name} out`} onClick={() => void leave(member)} />}
                </li>
              );
            })}
          </ul>
        )}
      </PageList>
    </Stack>
  );
}

/** Where a membership comes from: the packages that give it, or nowhere but here, for who sees every package. */
function WhereFrom({ givers, ours }: { givers: readonly Giver[]; ours: boolean }) {
  const seesAll = readsAll(useViewer());
  if (givers.length === 0) return ours && seesAll ? <Text size="sm">Added directly</Text> : null;
  return (
    <Text size="sm">
      Through the {givers.length === 1 ? 'package' : 'packages'}{' '}
      {givers.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink to="/admin/packages/$packageId" params={{ packageId: id }}>
            {name}
          </TextLink>
        </span>
      ))}
    </Text>
  );
}
