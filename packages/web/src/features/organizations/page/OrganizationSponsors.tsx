import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Section, TextLink } from '../../../ui/frame/page.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { sponsorKinds } from '../../../ui/words/words.ts';
import { sponsorName, type Organization, type Sponsor } from '../organization.ts';

/** Who vouches for its people. */
export function OrganizationSponsors({ organization: { sponsors } }: { organization: Organization }) {
  return (
    <Section title="Sponsors">
      {!sponsors.some(({ active }) => active) && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="Nobody can vouch for its people" mb="sm">
          Where a policy asks its sponsors, the fallback of the policy is asked instead.
        </Alert>
      )}
      <ul className={styles.list}>
        {sponsors.map((sponsor) => (
          <li key={sponsor.id} className={styles.row}>
            <div className={styles.words}>
              <Who sponsor={sponsor} />
              <Text size="sm" c="dimmed">
                {[sponsorKinds[sponsor.kind], sponsor.group && 'group'].filter(Boolean).join(' · ')}
              </Text>
            </div>
            {!sponsor.active && (
              <Group gap="xs">
                <ToneBadge tone="bad">{sponsor.group ? 'Nobody in it can vouch' : 'Cannot vouch any more'}</ToneBadge>
              </Group>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Who({ sponsor }: { sponsor: Sponsor }) {
  const { user, group } = sponsor;
  return (
    <TextLink
      to={user ? '/admin/people/$userId' : '/admin/groups/$groupId'}
      params={user ? { userId: user.id } : { groupId: group?.id ?? '' }}
    >
      {sponsorName(sponsor)}
    </TextLink>
  );
}
