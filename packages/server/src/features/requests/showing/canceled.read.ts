import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { notificationText } from '@gatehouse/schema/rules/notification-text';
import { whyFor, type WhyFacts } from '@gatehouse/schema/rules/why';
import { sql } from 'kysely';
import { type FieldRule } from '../../../kernel/read/define-read.ts';
import { WHY } from '../../notifications/notice-parts.sql.ts';

interface CanceledFacts {
  packageName: string;
  targetName: string;
  targetId: string;
  requesterId: string | null;
  why: WhyFacts | null;
}

/** Who canceled a request and why: what the notice of it says, to whoever sees the request. */
export const canceledRule: FieldRule<AccessRequest> = {
  needs: (t) => sql`case when ${t('state')} = 'CANCELED' then (
    select json_build_object('packageName', p.name, 'targetName', target.name, 'targetId', target.id, 'requesterId', r.requester_id, 'why', ${WHY})
    from access_request r join access_package p on p.id = r.access_package_id join app_user target on target.id = r.target_id
    where r.id = ${t('id')}) end`,
  resolve: ({ packageName, targetName, targetId, requesterId, why }: CanceledFacts, { userId, kind }) =>
    notificationText({
      kind: 'REQUEST_CANCELED',
      packageName,
      targetName,
      requesterName: null,
      targetIsYou: targetId === userId,
      requesterIsYou: requesterId !== null && requesterId === userId,
      forThemself: requesterId === targetId,
      endsAt: null,
      why: why && whyFor(why, { id: userId, kind }),
      rights: null,
    }),
};
