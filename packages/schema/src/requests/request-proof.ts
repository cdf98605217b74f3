import { Field, ObjectType } from 'type-graphql';
import { type Proof } from '../rules/proof.ts';
import { type Written } from '../rules/written.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({ description: 'How a requester proved who they are, in the words of their issuer.' })
export class RequestProof implements Written<Proof> {
  @Field(() => String, { nullable: true, description: 'The issuer, as people call it.' })
  provider!: string | null;

  @Field(() => String, { nullable: true, description: 'The class of the proof (`acr`).' })
  acr!: string | null;

  @Field(() => [String], { description: 'The methods used (`amr`), such as "pwd", "otp" or "hwk".' })
  amr!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When they proved it; null where the issuer does not say.' })
  provedAt!: string | null;
}
