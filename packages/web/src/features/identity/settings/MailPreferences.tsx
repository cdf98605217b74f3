import { Code, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from 'urql';
import type { NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';

const PreferencesQuery = graphql(`
  query MailPreferences {
    notificationPreferences {
      __typename
      kind
      mail
      fixed
    }
  }
`);

const Update = graphql(
  `
    mutation UpdateNotificationPreferences($input: UpdateNotificationPreferencesInput!) {
      updateNotificationPreferences(input: $input) {
        notificationPreferences {
          __typename
          kind
          mail
          fixed
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const KINDS: Readonly<Record<NotificationKind, string>> = {
  APPROVAL_REQUESTED: 'My decision is asked for',
  APPROVAL_REMINDER: 'A reminder of a decision',
  APPROVAL_ESCALATED: 'My decision is asked for because others stayed silent',
  APPROVAL_NOT_NEEDED: 'My decision is not needed any more',
  APPROVER_MISSING: 'Nobody can decide a request in my catalog',
  REQUEST_SUBMITTED_FOR_YOU: 'Somebody asks for access for me',
  CONSENT_NEEDED: 'Access waits for me to accept something',
  REQUEST_APPROVED: 'My request was approved',
  REQUEST_DENIED: 'My request was denied',
  REQUEST_EXPIRED: 'Nobody decided my request in time',
  REQUEST_CANCELED: 'My request was canceled',
  REQUEST_FAILED: 'My request could not be carried out',
  REQUEST_COMMENTED: 'Somebody wrote about a request',
  ANSWERS_CHANGED: 'Answers that access rests on were changed',
  ACCESS_DELIVERED: 'I have the access, or its end was moved',
  ACCESS_PARTIALLY_DELIVERED: 'I have part of the access',
  ACCESS_DELIVERY_FAILED: 'The access could not be given',
  ACCESS_ENDS_SOON: 'My access ends soon',
  ACCESS_ENDED: 'My access ended',
  ACCESS_LOST: 'A right is gone from its target, though nobody here took it away',
  ACCESS_CHANGED: 'What my access gives was changed',
  REVOCATION_FAILED: 'A target refuses to take access away',
  MANUAL_TASK_OPENED: 'Something is to be done by hand',
  TOKEN_ENDS_SOON: 'A token of mine, or of a service I answer for, ends soon',
  TOKEN_REVOKED: 'An administrator revoked such a token',
  SERVICE_UNANSWERED: 'Nobody answers for a service any more',
  SERVICE_HANDED_OVER: 'A service was handed over to me, or by me',
  GUEST_BLOCKED: 'A guest’s sign-in has ended',
  GUEST_ENDS_SOON: 'A guest will be deleted soon',
};

/** Which messages also come by mail, where mails leave. */
export function MailPreferences() {
  const { mailsLeave, deploymentRoles } = useViewer();
  if (mailsLeave) return <Switches />;
  return (
    <Section title="Mails">
      <Text size="sm" c="dimmed">
        This deployment sends no mail: no mail server is set up. Your inbox here has every message.
        {deploymentRoles.includes('ADMINISTRATOR') && (
          <>
            {' '}
            Whoever runs Gatehouse sets one up with <Code>SMTP_URL</Code> and <Code>MAIL_FROM</Code>.
          </>
        )}
      </Text>
    </Section>
  );
}

function Switches() {
  const [{ data, error }, reload] = useQuery({ query: PreferencesQuery });
  const update = useAction(Update);
  return (
    <Section title="Mails">
      <Text size="sm" c="dimmed" mb="md">
        Your inbox here always has every message. Mails that ask for your decision cannot be switched off.
      </Text>
      {!data && (error ? <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} /> : <Loading rows={2} />)}
      <Stack gap="xs">
        {data?.notificationPreferences.map((preference) => (
          <Switch
            key={preference.kind}
            label={KINDS[preference.kind]}
            checked={preference.mail}
            disabled={preference.fixed}
            onChange={(event) =>
              void update.run({ input: { preferences: [{ kind: preference.kind, mail: event.currentTarget.checked }] } })
            }
          />
        ))}
        <Refusals errors={update.errors} />
      </Stack>
    </Section>
  );
}
