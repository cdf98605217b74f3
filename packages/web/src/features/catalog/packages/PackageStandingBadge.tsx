import { Group, Text } from '@mantine/core';
import type { PackageGap, PackageStanding } from '@gatehouse/schema/rules/vocabulary';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { packageGaps, packageStandings } from '../../../ui/words/words.ts';

/** Where a package stands, with what it lacks where it is not ready for anybody. */
export function PackageStandingBadge({ standing, gaps }: { standing: PackageStanding; gaps: readonly PackageGap[] }) {
  const lacks = gaps.map((gap) => packageGaps[gap]).join(', ');
  return (
    <Group gap="0.15rem 0.5rem">
      <StateBadge words={packageStandings} state={standing} />
      {lacks && (
        <Text span size="sm" c="dimmed">
          {lacks}
        </Text>
      )}
    </Group>
  );
}
