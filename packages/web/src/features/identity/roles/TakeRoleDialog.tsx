import { Text } from '@mantine/core';
import { useViewer } from '../../../app/viewer.tsx';
import type { Refusal } from '../../../graphql/errors.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { holderName, type RoleHolding, type RoleKind } from './role-kinds.ts';

interface TakeRoleDialogProps<Role extends string> {
  kind: RoleKind<Role>;
  /** What is about to be taken; null: nothing. */
  holding: RoleHolding<Role> | null;
  close: () => void;
  busy: boolean;
  errors: readonly Refusal[];
  /** @returns whether it was done. */
  take: (id: string) => Promise<boolean>;
}

/** Asks once more before a role is taken away, and says what goes with it. */
export function TakeRoleDialog<Role extends string>({ kind, holding, close, busy, errors, take }: TakeRoleDialogProps<Role>) {
  const viewer = useViewer();
  const name = holding && holderName(holding);
  const own = holding?.user?.id === viewer.user.id;
  return (
    <ReasonDialog
      opened={holding !== null}
      close={close}
      title={holding ? `Take ${kind.words[holding.role]} from ${name}?` : ''}
      about={holding && `What the role allows: ${kind.meanings[holding.role]}`}
      confirm="Take away"
      reasonLabel={null}
      busy={busy}
      errors={errors}
      send={async () => holding !== null && (await take(holding.id))}
    >
      {holding && (
        <>
          <Text size="sm">
            {holding.group
              ? `Everyone in ${name} loses this at once, unless they hold the role by another way.`
              : `${own ? 'You lose' : `${name} loses`} this at once, unless a group ${own ? 'you are' : 'they are'} in holds the role too.`}
            {holding.mayBypassApproval && ' The right to assign past approval goes with it.'}
          </Text>
          {own && kind.delegates(holding.role) && (
            <Text size="sm" fw={600}>
              It is your own: somebody else may have to give it back.
            </Text>
          )}
        </>
      )}
    </ReasonDialog>
  );
}
