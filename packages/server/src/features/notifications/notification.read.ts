import { NotificationPreference } from '@gatehouse/schema/notifications/notification-preference.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { NotificationFilter, NotificationOrder } from '@gatehouse/schema/notifications/notification.filters';
import { notificationText, type NotificationFacts } from '@gatehouse/schema/rules/notification-text';
import { whyFor, type WhyFacts, type WhyReader } from '@gatehouse/schema/rules/why';
import { sql } from 'kysely';
import { defineRead } from '../../kernel/read/define-read.ts';
import { isMe } from '../../kernel/read/rights.ts';
import { type Alias } from '../../kernel/read/scope.ts';
import { isoTime, type Sql } from '../../kernel/read/sql.ts';
import { aboutServices, ENDS_AT, rightsNamed, WHY } from './notice-parts.sql.ts';

type Written = Omit<NotificationFacts, 'why'> & { why: WhyFacts | null; reader: WhyReader };

/** What the sentence speaks of: names as they are today, as far as whoever is told may know them. */
function textFacts(t: Alias<Notification>): Sql {
  return sql`(select json_build_object('kind', ${t('kind')}, 'packageName', p.name, 'targetName', target.name, 'requesterName', requester.name,
      'targetIsYou', target.id = ${t('user')}, 'requesterIsYou', requester.id = ${t('user')},
      'forThemself', coalesce(requester.id = target.id, false), 'endsAt', ${isoTime(sql`coalesce(${ENDS_AT}, ${t('endsAt')})`)},
      'tokenName', token.name, 'serviceName', service.name, 'serviceIsYours', coalesce(service.responsible_id = ${t('user')}, false),
      'why', ${WHY}, 'rights', ${rightsNamed(t('rights'))}, 'reader', (select json_build_object('id', u.id, 'kind', u.kind) from app_user u where u.id = ${t('user')}))
    from (select 1) one
    left join approval_stage s on s.id = ${t('stage')}
    left join access_request r on r.id = coalesce(${t('request')}, s.request_id)
    left join assignment a on a.id = coalesce(${t('assignment')}, r.assignment_id)
    left join access_package p on p.id = coalesce(r.access_package_id, a.access_package_id)
    left join app_user target on target.id = coalesce(r.target_id, a.target_id, ${t('person')})
    left join app_user requester on requester.id = r.requester_id
    ${aboutServices(t('token'), t('service'))})`;
}

/** One's own, and nobody else's. */
const notificationRead = defineRead(Notification, {
  personal: true,
  visible: (t, viewer) => isMe(t('user'), viewer),
  fields: {
    text: {
      needs: textFacts,
      resolve: ({ why, reader, ...facts }: Written) => notificationText({ ...facts, why: why && whyFor(why, reader) }),
    },
  },
  filter: NotificationFilter,
  orders: NotificationOrder,
  defaultOrder: [['createdAt', 'DESC']],
});

const preferenceRead = defineRead(NotificationPreference, {
  personal: true,
  visible: (t, viewer) => isMe(t('user'), viewer),
  listed: [['kind', 'ASC']],
});

export const NOTIFICATION_READS = [notificationRead, preferenceRead];
