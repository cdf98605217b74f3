import { GuestLifecycleFilter, GuestLifecycleOrder } from '@gatehouse/schema/identity/guest-lifecycle.filters';
import { GuestLifecycleSettings } from '@gatehouse/schema/identity/guest-lifecycle-settings.entity';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { guestForecast, guestForecastText } from '@gatehouse/schema/rules/guest-lifecycle';
import { type GuestStep } from '@gatehouse/schema/rules/vocabulary';
import { may } from '@gatehouse/schema/rules/permissions';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { defineRead, type ListOptions } from '../../../kernel/read/define-read.ts';
import { isMe } from '../../../kernel/read/rights.ts';
import { exists, type Alias } from '../../../kernel/read/scope.ts';
import { and, or } from '../../../kernel/read/sql.ts';
import { sponsored } from '../../organizations/sponsored.read.ts';
import { becomes } from './due.sql.ts';
import { guestJson, guestRead, type WrittenGuest } from './guest.facts.ts';

/** Why a guest is held or exempt is for those inside. */
const inside = { visible: (_t: Alias<GuestLifecycle>, viewer: Viewer) => viewer.outside === null };

/** For the guest, those who vouch for them, and those who keep organizations. */
const lifecycleRead = defineRead(GuestLifecycle, {
  all: 'organization.read',
  visible: (t, viewer) =>
    or(
      isMe(t('user'), viewer),
      exists(t, User, (user) => and(sql`${user('id')} = ${t('user')}`, sponsored(user, viewer))),
    ),
  fields: {
    holdReason: inside,
    exemptReason: inside,
    forecast: {
      needs: (t) => guestJson(t.row, t('user')),
      resolve: (written: WrittenGuest, _viewer, op) => {
        const { facts, settings } = guestRead(written);
        const forecast = guestForecast(facts, settings, op.now);
        return forecast && { ...forecast, text: guestForecastText(facts, forecast) };
      },
    },
  },
  filter: GuestLifecycleFilter,
  orders: GuestLifecycleOrder,
  defaultOrder: [['countedFrom', 'ASC']],
});

const settingsRead = defineRead(GuestLifecycleSettings, {
  all: 'organization.read',
  visible: () => false,
  fields: {
    viewerCan: {
      needs: () => sql`json_build_object()`,
      resolve: (_facts, viewer) => ({ edit: may(viewer, 'organization.manage') }),
    },
  },
});

export const GUEST_READS = [lifecycleRead, settingsRead];

/** Of whom this becomes until then, the soonest first. */
export function foreseen(step: GuestStep, until: Date): ListOptions<GuestLifecycle> {
  return {
    where: (t) =>
      becomes(step, { person: t('user'), countedFrom: t('countedFrom'), exempt: t('exempt'), blockedAt: t('blockedAt') }, until),
  };
}
