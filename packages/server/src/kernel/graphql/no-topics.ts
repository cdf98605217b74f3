import { type PubSub } from 'type-graphql';

function none(): never {
  throw new Error('Subscriptions are fed from the event log, not from topics.');
}

/** type-graphql asks for a way to publish as soon as there is a subscription; ours read the event log instead. */
export const NO_TOPICS: PubSub = { publish: none, subscribe: none };
