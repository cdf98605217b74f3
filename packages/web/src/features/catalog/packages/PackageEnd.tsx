import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import type { AdminPackage } from './PackageAdminView.tsx';

const Retire = graphql(
  `
    mutation RetireAccessPackage($input: RetireAccessPackageInput!) {
      retireAccessPackage(input: $input) {
        accessPackage {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const Delete = graphql(
  `
    mutation DeleteAccessPackage($input: DeleteInput!) {
      deleteAccessPackage(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Retiring a package, which lets it run out, and deleting one that nobody ever used. */
export function PackageEnd({ accessPackage, done }: { accessPackage: AdminPackage; done: () => void }) {
  const [asking, setAsking] = useState<'RETIRE' | 'DELETE' | null>(null);
  const navigate = useNavigate();
  const retire = useAction(Retire);
  const remove = useAction(Delete);
  const can = accessPackage.viewerCan;
  const input = () => ({ id: accessPackage.id, expectedVersion: accessPackage.version, idempotencyKey: intentKey() });
  return (
    <>
      {can.retire.allowed && accessPackage.state === 'ACTIVE' && (
        <Button variant="default" onClick={() => setAsking('RETIRE')}>
          Retire
        </Button>
      )}
      {can.delete.allowed && (
        <Button variant="default" onClick={() => setAsking('DELETE')}>
          Delete
        </Button>
      )}
      <ReasonDialog
        opened={asking === 'RETIRE'}
        close={() => setAsking(null)}
        title={`Retire ${accessPackage.name}?`}
        about="Nobody gets it any more; whoever holds it keeps it until its end."
        confirm="Retire"
        reasonLabel={null}
        busy={retire.busy}
        errors={retire.errors}
        send={async () => {
          const result = await retire.run({ input: input() });
          if (result?.ok) done();
          return result?.ok ?? false;
        }}
      />
      <ReasonDialog
        opened={asking === 'DELETE'}
        close={() => setAsking(null)}
        title={`Delete ${accessPackage.name}?`}
        about="Only a package that was never asked for can be deleted. Otherwise retire it."
        confirm="Delete"
        reasonLabel={null}
        busy={remove.busy}
        errors={remove.errors}
        send={async () => {
          const result = await remove.run({ input: input() });
          if (result?.ok) void navigate({ to: '/admin/catalogs/$catalogId', params: { catalogId: accessPackage.catalog.id } });
          return result?.ok ?? false;
        }}
      />
    </>
  );
}
