import { type Change } from '../../../kernel/change.ts';

/** Evidence of a sign-in that was refused: by which way, why, and whose it would have been, where that is known. */
export interface RefusedSignIn {
  way: 'OIDC' | 'CODE';
  reason: string;
  /** What it was about, such as the attempt; null where there was none. */
  subject: { type: string; id: string } | null;
  userId?: string | null;
  provider?: string;
}

/** Writes down that a sign-in was refused. Nothing of what was typed or shown is in it. */
export function recordRefusal(change: Change, { way, reason, subject, userId, provider }: RefusedSignIn): void {
  change.audit({
    action: 'sign_in.refused',
    outcome: 'REFUSED',
    subject: subject ?? { type: 'SignIn', id: change.requestId },
    targetId: userId ?? null,
    details: { way, reason, ...(provider !== undefined && { provider }) },
  });
}
