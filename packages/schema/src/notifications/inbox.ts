import { ObjectType } from 'type-graphql';

/** A place, not a row: each of its lists is read on its own, under the rights of whoever asks. Its fields are resolved in the server. */
@ObjectType({ description: 'Everything that waits for you, and what you have not read yet.' })
export class Inbox {}
