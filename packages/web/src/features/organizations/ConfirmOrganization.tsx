import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { UpdateOrganization } from './mutations.ts';
import type { Organization } from './organization.ts';

interface ConfirmOrganizationProps {
  organization: Pick<Organization, 'id' | 'version' | 'name' | 'state' | 'viewerCan'>;
  done: () => void;
  small?: boolean;
}

/** Confirms an organization that was proposed; nothing where there is nothing to confirm. */
export function ConfirmOrganization({ organization, done, small = false }: ConfirmOrganizationProps) {
  const update = useAction(UpdateOrganization);
  const { id, version, name, state, viewerCan } = organization;
  if (state !== 'PROPOSED' || !viewerCan.edit.allowed) return null;
  const confirm = async () => {
    const input = { id, expectedVersion: version, state: 'CONFIGURED' as const, idempotencyKey: intentKey() };
    const result = await update.run({ input });
    if (!result) return;
    if (result.ok) notifications.show({ color: 'green', message: `${name} is confirmed.` });
    else notifications.show({ color: 'red', title: 'This was not done', message: result.errors[0]?.message });
    done();
  };
  return (
    <Button size={small ? 'xs' : 'sm'} loading={update.busy} onClick={() => void confirm()}>
      Confirm
      {small && <span className="sr-only"> {name}</span>}
    </Button>
  );
}
