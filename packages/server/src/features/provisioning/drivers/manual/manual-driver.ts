import { type ConnectorDriver } from '../../../../kernel/connectors/port.ts';

/** A target that no program reaches: a person makes the right true, and says so. */
export const manualDriver: ConnectorDriver = {
  kind: 'manual',
  holds: async () => null,
  apply: async () => ({ kind: 'WAITING' }),
  test: async () => ({ kind: 'DONE' }),
};
