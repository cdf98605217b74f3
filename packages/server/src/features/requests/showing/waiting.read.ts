import { type StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { isMe } from '../../../kernel/read/rights.ts';
import { type Alias } from '../../../kernel/read/scope.ts';
import { and, type Condition } from '../../../kernel/read/sql.ts';

/** Does the stage wait for the viewer to decide it? Kept by the database: see StageApprover.waitingSince. */
export function waitsFor(approver: Alias<StageApprover>, viewer: Viewer): Condition {
  return and(isMe(approver('user'), viewer), sql`${approver('waitingSince')} is not null`);
}
