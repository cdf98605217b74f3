import { Arg } from 'type-graphql';

/** The argument by which every subscription goes on where its client stopped. */
export const After = () =>
  Arg('after', () => String, {
    nullable: true,
    description:
      'The cursor of the last event you saw: what you missed since is replayed, up to 7 days, before it goes live. Without it you get what happens from now on; `liveCursor` is the one to begin with.',
  });
