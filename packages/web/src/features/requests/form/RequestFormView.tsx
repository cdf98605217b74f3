import { Button, Stack, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment, GateFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import type { Picked } from '../../identity/choosing/PersonPicker.tsx';
import { OptionFragment } from './option.ts';
import { TermsFragment } from './terms.ts';
import { RequestForm } from './RequestForm.tsx';
import { toInput, type Draft } from './draft.ts';

const RequestOptionsQuery = graphql(
  `
    query RequestOptions($accessPackageId: ID!, $targetId: ID) {
      requestOptions(accessPackageId: $accessPackageId, targetId: $targetId) {
        accessPackageName
        mayRequest
        reference
        target {
          id
          name
        }
        terms {
          ...TermsParts
        }
        gates {
 ...GateParts
 }
        policies {
          ...Option
        }
      }
    }
  `,
  [OptionFragment, GateFragment, TermsFragment],
);

const Submit = graphql(
  `
    mutation SubmitAccessRequest($input: SubmitAccessRequestInput!) {
      submitAccessRequest(input: $input) {
        accessRequest {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Asking for a package: what it takes, who decides, and until when, known before it is submitted. */
export function RequestFormView() {
  const { packageId } = useParams({ from: '/shell/packages/$packageId/request' });
  const { for: presetTarget } = useSearch({ from: '/shell/packages/$packageId/request' });
  const viewer = useViewer();
  const navigate = useNavigate();
  const [target, setTarget] = useState<Picked | null>(presetTarget ? { id: presetTarget, name: '' } : null);
  const targetId = target && target.id !== viewer.user.id ? target.id : null;
  const [{ data, error, fetching, stale }, reload] = useQuery({
    query: RequestOptionsQuery,
    variables: { accessPackageId: packageId, targetId },
  });
  const submit = useAction(Submit);
  // One key per form: however often the button is pressed, one request comes of it.
  const [key] = useState(intentKey);

  async function send(draft: Draft): Promise<boolean> {
    const outcome = await submit.run({ input: { ...toInput(draft), accessPackageId: packageId, targetId, idempotencyKey: key } });
    const made = outcome?.ok ? outcome.payload.accessRequest : null;
    if (!made) return false;
    notifications.show({ color: 'green', title: 'Request submitted', message: 'Follow it here; it changes by itself.' });
    void navigate({ to: '/requests/$requestId', params: { requestId: made.id } });
    return true;
  }

  const options = data?.requestOptions;
  if (!options) {
    if (fetching)
      return (
        <Page title="Request access">
          <Loading />
        </Page>
      );
    if (error)
      return (
        <Page title="Request access">
          <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} />
        </Page>
      );
    if (targetId === null) return <NotFound />;
    return (
      <Page title="Request access">
        <Stack align="flex-start">
          <Text>
            You may not ask for this on behalf of {target?.name || 'this person'}. Their manager may, or somebody the policy
            names.
          </Text>
          <Button variant="default" onClick={() => setTarget(null)}>
            Ask for yourself
          </Button>
        </Stack>
      </Page>
    );
  }
  return (
    <RequestForm
      key={targetId ?? 'myself'}
      packageId={packageId}
      options={{ ...options, terms: targetId ? [] : options.terms }}
      target={targetId ? { id: targetId, name: target?.name || (options.target?.name ?? '') } : null}
      setTarget={setTarget}
      loading={fetching || stale}
      busy={submit.busy}
      errors={submit.errors}
      send={send}
    />
  );
}
