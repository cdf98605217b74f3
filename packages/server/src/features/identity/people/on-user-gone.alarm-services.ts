import { User } from '@gatehouse/schema/identity/user.entity';
import { administrators } from '../../../kernel/authz/holders.ts';
import { type Change } from '../../../kernel/change.ts';

/**
 * Whoever answered for a service is not here any more: that is an alarm, and the service keeps working until somebody else is named.
 * They stay named with it: who is unblocked answers for it again.
 */
export async function alarmServices(change: Change, fact: { userId: string }): Promise<void> {
  const services = await change.em.find(User, { responsible: fact.userId, state: 'ACTIVE' }, { orderBy: { id: 'asc' } });
  if (services.length === 0) return;
  const userIds = (await administrators(change.em)).filter((id) => id !== fact.userId);
  for (const service of services) {
    change.audit({
      action: 'service.unanswered',
      subject: { type: 'User', id: service.id },
      targetId: service.id,
      details: { responsibleId: fact.userId },
    });
    const occurrence = change.now.toISOString();
    await change.publish({ name: 'noteworthy', kind: 'SERVICE_UNANSWERED', userIds, serviceId: service.id, occurrence });
  }
}
