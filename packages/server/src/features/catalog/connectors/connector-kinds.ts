import { type ConnectorKind } from '@gatehouse/schema/catalog/connector-kind';
import { ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { type ConnectorDriver, type ConnectorRegistry } from '../../../kernel/connectors/port.ts';
import { fieldsOf } from '../../../kernel/connectors/settings.ts';

/** The kinds of targets that there is a driver for, as forms need to know them. */
export function connectorKinds(connectors: ConnectorRegistry): ConnectorKind[] {
  return connectors.all().map((driver) => ({
    kind: driver.kind,
    title: driver.title,
    description: driver.description,
    forgetsAtOnce: driver.transactional ?? false,
    settings: driver.settings ? fieldsOf(driver.settings) : [],
    resourceKinds: Object.values(ResourceKind).map((kind) => resourceKind(driver, kind)),
  }));
}

function resourceKind(driver: ConnectorDriver, kind: ResourceKind) {
  const { idHelp, listed = false, ownGroups = false, rights } = driver.known(kind);
  return { kind, idHelp, listed, ownGroups, rights: rights ? [...rights] : null };
}
