import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import styles from '../../../ui/lists/row-list.module.css';
import { RoleRow } from './RoleRow.tsx';
import { TakeRoleDialog } from './TakeRoleDialog.tsx';
import { useRolesChanged, type RoleAction } from './role-action.ts';
import type { RoleHolding, RoleKind } from './role-kinds.ts';

interface RoleHoldersProps<Role extends string> {
  kind: RoleKind<Role>;
  holdings: readonly RoleHolding<Role>[];
  /** May the viewer take one? */
  may: boolean;
  take: RoleAction<string>;
  done: () => void;
}

/** Who holds which role, and taking one where that is allowed. */
export function RoleHolders<Role extends string>({ kind, holdings, may, take, done }: RoleHoldersProps<Role>) {
  const [taking, setTaking] = useState<RoleHolding<Role> | null>(null);
  const changed = useRolesChanged(done);
  return (
    <Stack align="flex-start">
      {holdings.length === 0 && <Text c="dimmed">Nobody that you may see.</Text>}
      <ul className={styles.list} style={{ width: '100%' }}>
        {holdings.map((holding) => (
          <RoleRow
            key={holding.id}
            kind={kind}
            holding={holding}
            {...(may && { take: () => (take.reset(), setTaking(holding)) })}
          />
        ))}
      </ul>
      <TakeRoleDialog
        kind={kind}
        holding={taking}
        close={() => setTaking(null)}
        busy={take.busy}
        errors={take.errors}
        take={async (id) => changed(await take.run(id))}
      />
    </Stack>
  );
}
