import { Button } from '@mantine/core';
import { useState } from 'react';
import { GiveRoleDialog } from './GiveRoleDialog.tsx';
import { useRolesChanged, type RoleAction } from './role-action.ts';
import type { GivenRole, RoleKind } from './role-kinds.ts';

interface GiveRoleProps<Role extends string> {
  kind: RoleKind<Role>;
  give: RoleAction<GivenRole<Role>>;
  done: () => void;
  /** Is this what the page is for? */
  primary?: boolean;
}

/** The button that gives a role, with its dialog. */
export function GiveRole<Role extends string>({ kind, give, done, primary = false }: GiveRoleProps<Role>) {
  const [giving, setGiving] = useState(false);
  const changed = useRolesChanged(done);
  return (
    <>
      <Button {...(!primary && { variant: 'default', size: 'sm' })} onClick={() => (give.reset(), setGiving(true))}>
        Give a role
      </Button>
      {giving && (
        <GiveRoleDialog
          kind={kind}
          close={() => setGiving(false)}
          busy={give.busy}
          errors={give.errors}
          give={async (given) => changed(await give.run(given))}
        />
      )}
    </>
  );
}
