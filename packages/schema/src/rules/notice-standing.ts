import { type NotificationKind, StageState } from './vocabulary.ts';

/** Notices that ask their reader to do something about a stage: to decide it, or to find somebody who can. */
const ASKS: Readonly<Partial<Record<NotificationKind, 'DECISION' | 'APPROVER'>>> = {
  APPROVAL_REQUESTED: 'DECISION',
  APPROVAL_REMINDER: 'DECISION',
  APPROVAL_ESCALATED: 'DECISION',
  APPROVER_MISSING: 'APPROVER',
};

/** The kinds that ask for something a stage may have got meanwhile. */
export const ASKING_KINDS = Object.keys(ASKS) as readonly NotificationKind[];

/** One notice and its stage, as they stand now. */
export interface AskingNotice {
  readonly kind: NotificationKind;
  readonly userId: string;
  readonly readAt: Date | null;
  readonly stage: {
    readonly state: StageState;
    /** Who is asked now. */
    readonly approverIds: readonly string[];
    /** Every decision there was. */
    readonly decisions: readonly { readonly userId: string; readonly at: Date; readonly takenBackAt: Date | null }[];
  };
}

/** Is what the notice asks for still to be done by its reader? */
function stillAsks({ kind, userId, stage }: AskingNotice): boolean {
  if (stage.state !== StageState.OPEN) return false;
  if (ASKS[kind] === 'APPROVER') return stage.approverIds.length === 0;
  const decided = stage.decisions.some((decision) => decision.userId === userId && decision.takenBackAt === null);
  return stage.approverIds.includes(userId) && !decided;
}

/**
 * What becomes of a notice when its stage moves. A notice is cleared as soon as its task is done, whoever did it. Taking a
 * decision back brings back the notices that the decision had cleared; what was read before stays read.
 */
export function noticeStanding(notice: AskingNotice): 'CLEAR' | 'BRING_BACK' | 'LEAVE' {
  const { readAt, stage } = notice;
  if (!stillAsks(notice)) return readAt === null ? 'CLEAR' : 'LEAVE';
  const cleared = stage.decisions.some(
    ({ at, takenBackAt }) => readAt !== null && takenBackAt !== null && at <= readAt && readAt <= takenBackAt,
  );
  return cleared ? 'BRING_BACK' : 'LEAVE';
}
