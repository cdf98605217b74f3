import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { refreshViewer } from '../../../app/viewer.tsx';
import type { Refusal } from '../../../graphql/errors.ts';
import styles from '../../../ui/row-list.module.css';
import { GiveRoleDialog } from './GiveRoleDialog.tsx';
import { RoleRow } from './RoleRow.tsx';
import { TakeRoleDialog } from './TakeRoleDialog.tsx';
import type { GivenRole, RoleHolding, RoleKind } from './role-kinds.ts';

/** A change of roles: how it is made, whether it is under way, and why it was refused. */
interface RoleAction<Input> {
  /** @returns whether it was done. */
  run: (input: Input) => Promise<boolean>;
  busy: boolean;
  errors: readonly Refusal[];
  reset: () => void;
}

interface RoleHoldersProps<Role extends string> {
  kind: RoleKind<Role>;
  holdings: readonly RoleHolding<Role>[];
  /** May the viewer give and take? */
  may: boolean;
  give: RoleAction<GivenRole<Role>>;
  take: RoleAction<string>;
  done: () => void;
}

/** Who holds which role, and giving and taking one where that is allowed. */
export function RoleHolders<Role extends string>({ kind, holdings, may, give, take, done }: RoleHoldersProps<Role>) {
  const client = useClient();
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<RoleHolding<Role> | null>(null);
  // Whoever changes roles may have changed their own.
  const changed = (succeeded: boolean) => {
    if (succeeded) {
      refreshViewer(client);
      done();
    }
    return succeeded;
  };
  return (
    <Stack align="flex-start">
      {may && (
        <Button variant="default" size="sm" onClick={() => (give.reset(), setGiving(true))}>
          Give a role
        </Button>
      )}
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
      {giving && (
        <GiveRoleDialog
          kind={kind}
          close={() => setGiving(false)}
          busy={give.busy}
          errors={give.errors}
          give={async (given) => changed(await give.run(given))}
        />
      )}
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
