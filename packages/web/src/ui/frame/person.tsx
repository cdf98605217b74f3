import { Avatar, Group, Text } from '@mantine/core';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';

export const PersonFragment = graphql(`
  fragment Person on User {
    id
    name
    email
    jobTitle
    department
  }
`);

/** Somebody, with what tells them apart from a namesake. */
export function Person({ person, size = 'md' }: { person: FragmentOf<typeof PersonFragment>; size?: 'sm' | 'md' }) {
  const about = [person.jobTitle, person.department].filter(Boolean).join(', ');
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Avatar name={person.name} color="gate" variant="light" size={size === 'sm' ? 28 : 38} aria-hidden />
      <div style={{ minWidth: 0 }}>
        <Text fw={600} size={size === 'sm' ? 'sm' : 'md'} lh={1.3}>
          {person.name}
        </Text>
        {about && (
          <Text size="sm" c="dimmed" lh={1.3}>
            {about}
          </Text>
        )}
      </div>
    </Group>
  );
}
