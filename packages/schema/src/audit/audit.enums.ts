import { publishEnum } from '../shared/enums.ts';

export const AuditOutcome = { DONE: 'DONE', REFUSED: 'REFUSED' } as const;
export type AuditOutcome = keyof typeof AuditOutcome;
publishEnum(AuditOutcome, 'AuditOutcome', 'Whether something was done or refused.', {
  DONE: 'It was done.',
  REFUSED: 'It was asked for and refused; nothing changed.',
});
