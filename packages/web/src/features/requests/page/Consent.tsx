import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { useAction } from '../../../graphql/use-action.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { TermsFragment } from '../form/terms.ts';
import { TermsFields } from '../form/TermsFields.tsx';
import type { RequestDetails } from './request.ts';

const NewestTerms = graphql(
  `
    query NewestTerms {
      terms(first: 1) {
        nodes {
          ...TermsParts
        }
      }
    }
  `,
  [TermsFragment],
);

const Accept = graphql(
  `
    mutation AcceptTerms($input: AcceptTermsInput!) {
      acceptTerms(input: $input) {
        terms {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** What a request waits for that only its target can do: to them with the way to do it, to others in a sentence. */
export function Consent({ request, me }: { request: RequestDetails; me: string }) {
  if (request.heldFor === 'PROOF_OF_ADDRESS')
    return (
      <Waiting>
        {request.target.name} has not signed in yet. It is delivered once they have, and have accepted how their data is used.
        They were told by mail.
      </Waiting>
    );
  if (request.heldFor !== 'TERMS') return null;
  if (request.target.id !== me)
    return <Waiting>It is delivered once {request.target.name} has accepted how their data is used.</Waiting>;
  return <AcceptHere />;
}

function Waiting({ children }: { children: React.ReactNode }) {
  return (
    <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="Waits for the person it is for">
      {children}
    </Alert>
  );
}

function AcceptHere() {
  const [{ data }] = useQuery({ query: NewestTerms });
  const [accepted, setAccepted] = useState<string[]>([]);
  const { run, busy, errors } = useAction(Accept);
  const terms = data?.terms?.nodes ?? [];
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    const missing = terms.some(({ id }) => !accepted.includes(id));
    setProblem(missing ? 'Tick this first.' : undefined);
    if (!missing) for (const { id } of terms) await run({ input: { termsId: id } });
  };
  return (
    <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="This waits for you">
      <Stack align="flex-start">
        <Text size="sm">You get this access as soon as you have read and accepted how your data is used.</Text>
        <TermsFields terms={terms} accepted={accepted} error={problem} onChange={setAccepted} />
        <Refusals errors={errors} />
        <Button loading={busy} onClick={() => void send()}>
          Accept and get access
        </Button>
      </Stack>
    </Alert>
  );
}
