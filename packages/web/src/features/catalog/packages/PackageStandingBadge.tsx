import type { PackageGap, PackageStanding } from '@gatehouse/schema/rules/vocabulary';
import { ToneBadge } from '../../../ui/badge.tsx';
import { packageGaps, packageStandings } from '../../../ui/words.ts';

/** Where a package stands, with what it lacks where it is not ready for anybody. */
export function PackageStandingBadge({ standing, gaps }: { standing: PackageStanding; gaps: readonly PackageGap[] }) {
  const [label, tone] = packageStandings[standing];
  const lacks = gaps.map((gap) => packageGaps[gap]).join(', ');
  return <ToneBadge tone={tone}>{lacks ? `${label}: ${lacks}` : label}</ToneBadge>;
}
