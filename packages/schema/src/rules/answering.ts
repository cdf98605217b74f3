import { UserKind, UserState } from './vocabulary.ts';

/** Somebody who may answer for a service: a human of the organization, who is here (domain §11). */
export function mayAnswer({ kind, state }: { readonly kind: UserKind; readonly state: UserState }): boolean {
  return kind === UserKind.MEMBER && state === UserState.ACTIVE;
}

/** What a user of this kind needs: somebody who answers for a service, nobody who answers for a person. Null where it is right. */
export function answeringIssue(kind: UserKind, named: boolean): string | null {
  if (kind === UserKind.SERVICE) return named ? null : 'Say who answers for this service.';
  return named ? 'Only a service has somebody who answers for it.' : null;
}
