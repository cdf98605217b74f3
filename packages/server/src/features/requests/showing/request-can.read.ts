import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { requestAbilities, type RequestFacts } from '@gatehouse/schema/rules/request-abilities';
import { sql } from 'kysely';
import { type FieldRule } from '../../../kernel/read/define-read.ts';
import { HELD } from './held.read.ts';
import { asStage, STAGE_FACTS, type WrittenStage } from './stage-facts.read.ts';

type Written = Omit<RequestFacts, 'currentStage'> & { currentStage: WrittenStage | null };

/** `viewerCan` of a request: the facts of the pure rule, gathered in the statement that reads the request. */
export const requestCan: FieldRule<AccessRequest> = {
  needs: (r, op) => {
    const id = r('id');
    return sql`json_build_object(
      'type', ${r('type')}, 'state', ${r('state')}, 'requesterId', ${r('requester')}, 'targetId', ${r('target')},
      'targetResponsibleId', (select u.responsible_id from app_user u where u.id = ${r('target')}),
      'catalogId', (select p.catalog_id from access_package p where p.id = ${r('accessPackage')}),
      'failedAtGate', ${r('gates')} is not null and jsonb_typeof(${r('gates')}) <> 'null', 'held', ${r('undoUntil')} is not null,
      'currentStage', (select ${STAGE_FACTS} from approval_stage s join access_request r on r.id = s.request_id where s.request_id = ${id} and (s.state = 'OPEN' or ${HELD})),
      'approverIds', array(select a.user_id from stage_approver a join approval_stage s on s.id = a.stage_id where s.request_id = ${id}),
      'approvedByIds', array(select d.by_id from decision d join approval_stage s on s.id = d.stage_id
        where s.request_id = ${id} and d.decision = 'APPROVE' and d.taken_back_at is null and d.by_id is not null),
      'assignmentLive', exists (select 1 from assignment a where a.id = ${r('assignment')}
        and a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[]) and (a.expires_at is null or a.expires_at > ${op.now})),
      'rightsLost', exists (select 1 from grant_carrier c join access_grant g on g.id = c.grant_id
        where c.assignment_id = ${r('assignment')} and c.ended_at is null and g.lost_at is not null))`;
  },
  resolve: ({ currentStage, ...rest }: Written, viewer, op) =>
    requestAbilities(viewer, { ...rest, currentStage: currentStage && asStage(currentStage) }, op.now),
};
