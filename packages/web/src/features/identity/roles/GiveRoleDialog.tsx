import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import type { Refusal } from '../../../graphql/errors.ts';
import { intentKey } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { choices } from '../../../ui/words/words.ts';
import { DirectoryPicker, type Party } from '../choosing/DirectoryPicker.tsx';
import type { GivenRole, RoleKind } from './role-kinds.ts';

interface GiveRoleDialogProps<Role extends string> {
  kind: RoleKind<Role>;
  close: () => void;
  busy: boolean;
  errors: readonly Refusal[];
  /** @returns whether it was done. */
  give: (given: GivenRole<Role>) => Promise<boolean>;
}

/** Gives a role to a person, or to everyone in a group. */
export function GiveRoleDialog<Role extends string>({ kind, close, busy, errors, give }: GiveRoleDialogProps<Role>) {
  const viewer = useViewer();
  const [role, setRole] = useState(kind.usual);
  const [party, setParty] = useState<Party | null>(null);
  const [bypass, setBypass] = useState(false);
  const assigns = kind.assigns(role);
  const own = party?.id === viewer.user.id;
  const offered = assigns && !own;
  const submit = async () => {
    if (!party) return;
    const done = await give({
      role,
      userId: party.kind === 'USER' ? party.id : null,
      groupId: party.kind === 'GROUP' ? party.id : null,
      mayBypassApproval: offered ? bypass : null,
      idempotencyKey: intentKey(),
    });
    if (done) close();
  };
  return (
    <FormDialog
      opened
      close={close}
      title="Give a role"
      confirm="Give"
      busy={busy}
      errors={errors}
      submit={submit}
      ready={party !== null}
    >
      <DirectoryPicker
        label="To whom"
        description="A person, or everyone in a group."
        kinds="BOTH"
        value={party}
        onChange={setParty}
        required
      />
      <NativeSelect
        label="Role"
        description={kind.meanings[role]}
        value={role}
        data={choices<Role>(kind.words)}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <Checkbox
        label="May assign past approval"
        description={aboutBypass(assigns, own)}
        disabled={!offered}
        checked={offered && bypass}
        onChange={(event) => setBypass(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

function aboutBypass(assigns: boolean, own: boolean): string {
  if (!assigns) return 'This role does not assign: there is no approval to go past.';
  if (own) return 'Nobody gives this right to themself.';
  return 'A right of its own that no role includes; each use is audited. Nobody gives it to themself or to their own group. Giving the role again without it takes it back.';
}
