import { Button, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconPackages } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import styles from '../catalog.module.css';
import { NotListed } from './NotListed.tsx';

export const PackageCardFragment = graphql(`
  fragment PackageCard on AccessPackage {
    id
    name
    description
    hidden
    catalog {
      id
      name
    }
  }
`);

/** What somebody already has to do with a package. */
export type Standing = 'HELD' | 'REQUESTED';

interface PackageCardsProps {
  packages: readonly FragmentOf<typeof PackageCardFragment>[];
  standing: ReadonlyMap<string, Standing>;
}

/** Packages side by side. */
export function PackageCards({ packages, standing }: PackageCardsProps) {
  return (
    <ul className={styles.cards}>
      {packages.map((accessPackage) => (
        <li key={accessPackage.id} className={styles.card}>
          <Text size="sm" c="dimmed">
            {accessPackage.catalog.name}
          </Text>
          <Title order={2} size="h3">
            <Link to="/packages/$packageId" params={{ packageId: accessPackage.id }} className={styles.whole}>
              {accessPackage.name}
            </Link>
          </Title>
          {accessPackage.description && (
            <Text size="sm" lineClamp={3}>
              {accessPackage.description}
            </Text>
          )}
          <div className={styles.badges}>
            {standing.get(accessPackage.id) === 'HELD' && <ToneBadge tone="good">You have it</ToneBadge>}
            {standing.get(accessPackage.id) === 'REQUESTED' && <ToneBadge tone="waiting">Requested</ToneBadge>}
            {accessPackage.hidden && <ToneBadge tone="neutral">Unlisted</ToneBadge>}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface NothingListedProps {
  search: string | undefined;
  clear: () => void;
  /** The first steps stand above. */
  unfinished: boolean;
}

/** What to do where no package is found. */
export function NothingListed({ search, clear, unfinished }: NothingListedProps) {
  if (search) {
    return (
      <Empty
        title={`Nothing fits “${search}”`}
        icon={<IconPackages />}
        action={
          <Button variant="default" onClick={clear}>
            Show all packages
          </Button>
        }
      >
        Neither a name, a purpose, a catalog nor what is inside. Try fewer words.
        <NotListed search={search} />
      </Empty>
    );
  }
  if (unfinished) {
    return (
      <Empty title="No package yet" icon={<IconPackages />}>
        Once the steps above are done, what people may ask for is listed here.
      </Empty>
    );
  }
  return (
    <Empty title="No package is offered to you yet" icon={<IconPackages />}>
      If a colleague gave you a link to one, open it: some packages are not listed.
      <NotListed search={undefined} />
    </Empty>
  );
}
