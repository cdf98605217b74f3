import { Histogram } from 'prom-client';

/** By kind of operation and by whether it had errors; names would be as many as clients care to invent. */
export const graphqlDuration = new Histogram({
  name: 'gatehouse_graphql_duration_seconds',
  help: 'How long GraphQL operations over HTTP took.',
  labelNames: ['operation', 'outcome'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});
