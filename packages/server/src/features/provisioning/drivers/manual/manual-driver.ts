import { type ConnectorDriver } from '../../../../kernel/connectors/port.ts';

/** A target that no program reaches: a person makes the right true, and says so. */
export const manualDriver: ConnectorDriver = {
  kind: 'manual',
  title: 'By hand',
  description: 'A person does it in the target, and says so.',
  builtIn: 'By hand',
  known: () => ({ idHelp: 'The name or number by which whoever does it by hand finds it there; their task says it.' }),
  validateResource: async () => ({ kind: 'FOUND' }),
  holds: async () => null,
  apply: async () => ({ kind: 'WAITING' }),
  test: async () => ({ kind: 'DONE' }),
};
