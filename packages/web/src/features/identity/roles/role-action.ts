import { useClient } from 'urql';
import { refreshViewer } from '../../../app/viewer.tsx';
import type { Refusal } from '../../../graphql/errors.ts';

/** A change of roles: how it is made, whether it is under way, and why it was refused. */
export interface RoleAction<Input> {
  /** @returns whether it was done. */
  run: (input: Input) => Promise<boolean>;
  busy: boolean;
  errors: readonly Refusal[];
  reset: () => void;
}

/** What follows a change of roles: whoever makes one may have changed their own. */
export function useRolesChanged(done: () => void): (succeeded: boolean) => boolean {
  const client = useClient();
  return (succeeded) => {
    if (succeeded) {
      refreshViewer(client);
      done();
    }
    return succeeded;
  };
}
