/** What the pure rules of deciding want to know of a stage, as JSON; instants come back as text. */
import { type StageDecision, type StageFacts } from '@gatehouse/schema/rules/stage-outcome';
import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { sql } from 'kysely';
import { type Alias } from '../../../kernel/read/scope.ts';
import { oneWith } from '../../identity/people/one-with.sql.ts';
import { isoTime, type Sql } from '../../../kernel/read/sql.ts';

/** A stage's facts as JSON holds them. */
export type WrittenStage = Written<Omit<StageFacts, 'decisions'>> & { decisions: WrittenDecision[] };
/** A decision as JSON holds it. */
export type WrittenDecision = Written<StageDecision>;

/** Valid decisions of a stage, in order. An imported one that does not say who decided is nobody's. */
function decisionsOf(stageId: Sql): Sql {
  return sql`(select coalesce(json_agg(json_build_object('userId', coalesce(d.by_id, ''), 'decision', d.decision, 'at', ${isoTime(sql`d.at`)},
      'undoUntil', ${isoTime(sql`d.undo_until`)}) order by d.at, d.id), '[]')
    from decision d where d.stage_id = ${stageId} and d.taken_back_at is null)`;
}

/** The facts of one row `s` of approval_stage whose request is the row `r`. */
export const STAGE_FACTS = sql`json_build_object('state', s.state, 'quorum', s.quorum, 'decideBy', ${isoTime(sql`s.decide_by`)},
  'targetId', r.target_id, 'requesterId', r.requester_id, 'alsoInvolvedIds', array(${oneWith(sql`array[r.target_id, r.requester_id]`)}),
  'approverIds', array(select a.user_id from stage_approver a where a.stage_id = s.id and a.left_at is null),
  'decisions', ${decisionsOf(sql`s.id`)})`;

/** The facts of a stage. */
export function stageFacts(stage: Alias<ApprovalStage>): Sql {
  return sql`(select ${STAGE_FACTS} from approval_stage s join access_request r on r.id = s.request_id where s.id = ${stage('id')})`;
}

/** Decisions as the rules read them. */
function asDecisions(written: readonly WrittenDecision[]): StageDecision[] {
  return written.map(({ at, undoUntil, ...decision }) => ({
    ...decision,
    at: instant(at),
    undoUntil: instant(undoUntil),
  }));
}

/** A stage as the rules read it. */
export function asStage(written: WrittenStage): StageFacts {
  return { ...written, decideBy: instant(written.decideBy), decisions: asDecisions(written.decisions) };
}
