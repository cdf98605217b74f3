import { type Bases } from './base.ts';

export const NOTIFICATION_INPUTS: Bases = {
  markNotificationsRead: { by: 'mem', input: (c) => ({ ids: [c.mine.notification] }) },
  updateNotificationPreferences: { by: 'mem', input: () => ({ preferences: [{ kind: 'ACCESS_DELIVERED', mail: false }] }) },
};
