import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AuditEventListArgs } from '@gatehouse/schema/audit/audit-event.filters';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';

const AuditEventConnection = connectionOf('AuditEvent', () => AuditEvent);

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, { description: 'The evidence you may see, the newest first.' })
  @SignedIn({ inCatalogs: true })
  auditEvents(@Args(() => AuditEventListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(AuditEvent, op, args, info);
  }
}
