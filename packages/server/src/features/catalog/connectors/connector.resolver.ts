import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ConnectorKind } from '@gatehouse/schema/catalog/connector-kind';
import { ConnectorListArgs } from '@gatehouse/schema/catalog/connector.filters';
import { CreateConnectorInput, TestConnectorInput, UpdateConnectorInput } from '@gatehouse/schema/catalog/connector.inputs';
import { ConnectorPayload, TestConnectorPayload } from '@gatehouse/schema/catalog/catalog.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import { connectorKinds } from './connector-kinds.ts';
import * as connectors from './connector.service.ts';

const ConnectorConnection = connectionOf('Connector', () => Connector);

@Resolver()
export class ConnectorResolver {
  @Query(() => ConnectorConnection, {
    description: 'Target systems: all for administrators and auditors, else those of resources you see.',
  })
  @SignedIn({ inCatalogs: true })
  connectors(@Args(() => ConnectorListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Connector, op, args, info);
  }

  @Query(() => [ConnectorKind], {
    description: 'The kinds of targets that this deployment can reach, and what each must be told.',
  })
  @May('connector.read')
  connectorKinds(@Ctx() { app }: ViewerOperation) {
    return connectorKinds(app.connectors);
  }

  @Mutation(() => ConnectorPayload, { description: 'Makes a target system.' })
  @May('connector.manage')
  createConnector(
    @Arg('input', () => CreateConnectorInput, { description: 'What it is.' }) input: CreateConnectorInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { connector: Connector }, (change) => connectors.createConnector(change, input));
  }

  @Mutation(() => ConnectorPayload, { description: 'Changes a target system.' })
  @May('connector.manage')
  updateConnector(
    @Arg('input', () => UpdateConnectorInput, { description: 'What changes.' }) input: UpdateConnectorInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { connector: Connector }, (change) => connectors.updateConnector(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes a target system without resources.' })
  @May('connector.manage')
  deleteConnector(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => connectors.deleteConnector(change, input));
  }

  @Mutation(() => TestConnectorPayload, { description: 'Tries to reach a target system. It changes nothing there.' })
  @May('connector.manage')
  async testConnector(
    @Arg('input', () => TestConnectorInput, { description: 'Which one.' }) input: TestConnectorInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const outcome = await connectors.tryConnector(op, input.id);
    return act(op, info, input, { connector: Connector }, (change) => connectors.testConnector(change, input, outcome));
  }
}
