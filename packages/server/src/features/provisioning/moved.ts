import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { type ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { GRANT_MACHINE, type GrantEvent } from '@gatehouse/schema/rules/grant-machine';
import { moved } from '@gatehouse/schema/rules/machine';
import { OPERATION_MACHINE, type OperationEvent } from '@gatehouse/schema/rules/operation-machine';

/** Moves a locked grant. @throws Error where its state does not allow the event: a bug, for whoever moves it looked first. */
export function moveGrant(grant: Grant, event: GrantEvent): void {
  grant.state = moved(GRANT_MACHINE, grant.state, event);
}

/** Moves a locked operation. @throws Error where its state does not allow the event */
export function moveOperation(operation: ProvisioningOperation, event: OperationEvent): void {
  operation.state = moved(OPERATION_MACHINE, operation.state, event);
}
