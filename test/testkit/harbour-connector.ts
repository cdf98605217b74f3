import {
  type ConnectorDriver,
  type DriverContext,
  type Fitness,
  type NamedResource,
  type Offers,
  type OfferQuery,
  type Outcome,
} from '@gatehouse/server/kernel/connectors/port';
import { secret, settings } from '@gatehouse/server/kernel/connectors/settings';
import { z } from 'zod';

/** The piers of this harbour, by name. */
const PIERS = ['Cargo', 'Ferry', 'Fishing', 'Pilots'];

/** A target of the tests that must be told how it is reached, and says what it was told. */
export class HarbourConnector implements ConnectorDriver {
  readonly kind = 'harbour';
  readonly title = 'A harbour';
  readonly description = 'Piers, and who may land at them.';
  readonly settings = settings({
    url: z
      .url({ protocol: /^https$/, error: 'An address begins with https://.' })
      .max(100)
      .meta({ title: 'Address', description: 'Where the harbour office is.' }),
    berths: z.int().min(1).max(99).default(10).meta({ title: 'Berths', description: 'How many ships land at a time.' }),
    tide: z.enum(['LOW', 'HIGH']).optional().meta({ title: 'Tide', description: 'When ships may come.' }),
    open: z.boolean().default(true).meta({ title: 'Open', description: 'May ships come at all?' }),
    token: secret(z.string().min(8).meta({ title: 'Token', description: 'What the harbour office asks for.' })),
    pilot: secret(z.string().optional().meta({ title: 'Pilot’s word', description: 'Only where a pilot comes along.' })),
  });
  /** The settings that it was last called with. */
  told: Record<string, unknown> | null = null;
  away = false;

  known(kind: NamedResource['kind']) {
    if (kind !== 'SITE') return { idHelp: 'There are only sites.' };
    return { idHelp: 'The number of the pier.', listed: true, rights: [{ externalId: 'land', name: 'Landing' }] };
  }

  async validateResource({ connector }: DriverContext, { kind, externalId, roles }: NamedResource): Promise<Fitness> {
    this.told = connector.settings;
    if (this.away) return { kind: 'UNREACHABLE', message: 'Fog.' };
    const issues = roles.flatMap(({ externalId: role }, at) =>
      role === 'land' ? [] : [{ path: ['roles', String(at), 'externalId'], message: 'One can only land.' }],
    );
    if (kind !== 'SITE' || !PIERS.some((_pier, at) => externalId === `pier-${at}`))
      issues.unshift({ path: ['externalId'], message: 'There is no such pier.' });
    return issues.length > 0 ? { kind: 'UNFIT', issues } : { kind: 'FOUND' };
  }

  async list(
    { connector }: DriverContext,
    { text, after, first }: OfferQuery,
  ): Promise<Offers | Extract<Outcome, { kind: 'UNREACHABLE' }>> {
    this.told = connector.settings;
    if (this.away) return { kind: 'UNREACHABLE', message: 'Fog.' };
    const found = PIERS.map((name, at) => ({ externalId: `pier-${at}`, name, description: null }))
      .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
      .filter(({ externalId }) => after === null || externalId > after);
    return { kind: 'OFFERS', found: found.slice(0, first), next: found.length > first ? found[first - 1]!.externalId : null };
  }

  async holds() {
    return null;
  }

  async apply(): Promise<Outcome> {
    return { kind: 'WAITING' };
  }

  async test({ connector }: DriverContext): Promise<Outcome> {
    this.told = connector.settings;
    return { kind: 'DONE' };
  }
}
