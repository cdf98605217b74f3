import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { TextLink } from '../../../ui/frame/page.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { assignmentStates } from '../../../ui/words/words.ts';
import { ExtendDialog } from '../changing/ExtendDialog.tsx';
import { GiveUpDialog } from '../changing/GiveUpDialog.tsx';
import styles from '../../../ui/lists/row-list.module.css';

export const TeamAccessFragment = graphql(`
  fragment TeamAccess on Assignment {
    id
    state
    expiresAt
    target {
      id
      name
    }
    accessPackage {
      id
      name
    }
    policy {
      id
      name
      currentVersion {
        id
        expiration
        endsAt
        duration
        extensionAllowed
        extensionNeedsApproval
        extensionCeiling
      }
    }
    viewerCan {
      extendForThem {
        allowed
        reason
      }
      endForThem {
        allowed
        reason
      }
    }
  }
`);

export type TeamAccess = FragmentOf<typeof TeamAccessFragment>;

/** One package that somebody in the team holds, and what their manager can do about it. */
export function TeamAccessRow({ access, changed }: { access: TeamAccess; changed: () => void }) {
  const [dialog, setDialog] = useState<'EXTEND' | 'END' | null>(null);
  const close = () => (setDialog(null), changed());
  const { extendForThem, endForThem } = access.viewerCan;
  const holder = access.target.name;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <TextLink to="/packages/$packageId" params={{ packageId: access.accessPackage.id }}>
          {access.accessPackage.name}
        </TextLink>
        <Text size="sm" c="dimmed" component="div">
          {access.expiresAt ? (
            <>
              Ends <When at={access.expiresAt} as="both" />
            </>
          ) : (
            'Does not end by itself'
          )}
          {!extendForThem.allowed && access.expiresAt && <> · {extendForThem.reason}</>}
        </Text>
      </div>
      <StateBadge words={assignmentStates} state={access.state} />
      <Group gap="xs">
        {extendForThem.allowed && (
          <Button variant="default" size="sm" onClick={() => setDialog('EXTEND')}>
            Extend<span className="sr-only"> {`${access.accessPackage.name} for ${holder}`}</span>
          </Button>
        )}
        {endForThem.allowed && (
          <Button variant="default" size="sm" onClick={() => setDialog('END')}>
            Take away<span className="sr-only"> {`${access.accessPackage.name} from ${holder}`}</span>
          </Button>
        )}
      </Group>
      <ExtendDialog assignment={access} holder={holder} opened={dialog === 'EXTEND'} close={close} />
      <GiveUpDialog assignment={access} holder={holder} opened={dialog === 'END'} close={close} />
    </li>
  );
}
