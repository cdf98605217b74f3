import { type Connector } from '@gatehouse/schema/catalog/connector.entity';
import { type Logger } from 'pino';
import { z } from 'zod';
import { type App } from '../operation.ts';
import { UnreadableSecret } from '../secrets/seal.ts';
import { settingsOf } from './kept-settings.ts';
import { type ConnectorDriver, type DriverContext, type Unreachable } from './port.ts';

/** The longest a target may take to answer, in milliseconds. */
export const CALL_LIMIT_MS = 20_000;

/** Where a call ends. */
export interface CallLimits {
  /** How long it may take, in milliseconds. */
  limitMs?: number;
  /** Aborted where somebody else takes over what the call is for. */
  lost?: AbortSignal;
}

/** The connector a call is for: the row, or what a form says before there is one. */
export type CalledConnector = Pick<Connector, 'id' | 'name' | 'kind' | 'settings' | 'secrets'>;

/**
 * Calls a target outside any transaction of ours, for a limited time. A driver that throws or takes too long counts as a
 * target that cannot be reached: it is tried again, and the log says what happened.
 *
 * @param limits where the call ends: then the driver is told to stop.
 */
export async function callDriver<T>(
  app: Pick<App, 'orm' | 'connectors' | 'secrets' | 'log'>,
  connector: CalledConnector,
  now: Date,
  call: (driver: ConnectorDriver, context: DriverContext) => Promise<T>,
  { limitMs = CALL_LIMIT_MS, lost }: CallLimits = {},
): Promise<T | Unreachable> {
  const stop = new AbortController();
  const signal = lost ? AbortSignal.any([stop.signal, lost]) : stop.signal;
  const { id, name } = connector;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Unreachable>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve({ kind: 'UNREACHABLE', message: `It did not answer within ${limitMs / 1000} seconds.` });
    }, limitMs);
  });
  try {
    const driver = app.connectors.driver(connector.kind);
    const settings = settingsOf(driver, app.secrets, connector);
    const context = { connector: { id, name, settings }, em: app.orm.em.fork(), now, signal };
    return await Promise.race([Promise.resolve(call(driver, context)), late]);
  } catch (error) {
    return brokenDriver(app.log, connector, error);
  } finally {
    clearTimeout(timer);
  }
}

/** What a driver throws is no business of whoever reads the request; the log has it whole. */
function brokenDriver(log: Logger, connector: CalledConnector, error: unknown): Unreachable {
  const about = { err: error, connector: connector.id, kind: connector.kind };
  if (error instanceof UnreadableSecret || error instanceof z.ZodError) {
    log.error(about, 'the settings of a connector cannot be read');
    return { kind: 'UNREACHABLE', message: 'The settings of the connector cannot be read; the log of the server says why.' };
  }
  log.error(about, 'a connector failed in a way its driver does not know');
  return { kind: 'UNREACHABLE', message: 'The connector failed; the log of the server says how.' };
}
