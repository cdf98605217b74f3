import { type GraphQLSchema } from 'graphql';
import { sessionCookie, type SessionCookie } from '../auth/cookies.ts';
import { addressesOf, type Addresses } from '../config/addresses.ts';
import { type App } from '../operation.ts';
import { type Phase } from './going-away.ts';
import { LiveConnections } from './live-connections.ts';

/** What the parts of the HTTP server share. */
export interface Site {
  app: App;
  schema: GraphQLSchema;
  live: LiveConnections;
  /** How far it is on its way out. */
  phase: Phase;
  /** Known once the port is. */
  readonly addresses: Addresses;
  readonly cookie: SessionCookie;
}

/** The shared parts of a server. `port` answers once the server listens. */
export function createSite(app: App, schema: GraphQLSchema, port: () => number): Site {
  let addresses: Addresses | null = null;
  let cookie: SessionCookie | null = null;
  return {
    app,
    schema,
    live: new LiveConnections(app),
    phase: 'SERVING',
    get addresses() {
      return (addresses ??= addressesOf(app.config, port()));
    },
    get cookie() {
      return (cookie ??= sessionCookie(this.addresses.publicUrl));
    },
  };
}
