import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { type Module } from '../../kernel/module.ts';
import { auditEventRead } from './audit-event.read.ts';
import { AuditResolver } from './audit.resolver.ts';

/** The evidence of everything, to be read. */
export const audit: Module = {
  name: 'audit',
  entities: [AuditEvent],
  reads: [auditEventRead],
  resolvers: [AuditResolver],
};
