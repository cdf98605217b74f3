import { type Bases } from './base.ts';

export const PROVISIONING_INPUTS: Bases = {
  completeManualTask: { by: 'own', input: (c) => ({ taskId: c.place.ids.openTask }) },
  rejectManualTask: { by: 'own', input: (c) => ({ taskId: c.place.ids.openTask, note: 'Not today' }) },
  retryProvisioning: { by: 'asg', input: (c) => ({ operationId: c.place.ids.deadOperation }) },
};
