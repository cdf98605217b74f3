import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useViewer } from '../../../app/viewer.tsx';
import { GateList } from '../../../ui/states/gate-list.tsx';
import { proofInWords } from '../../../ui/words/proof-words.ts';
import { Facts, Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { Person } from '../../../ui/frame/person.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { requestCauses, requestStatesOf, requestTypes } from '../../../ui/words/words.ts';
import { AuditLink } from '../../audit/AuditLink.tsx';
import { AnswerChanges } from '../AnswerChanges.tsx';
import { howLong } from '../how-long.ts';
import { Consent } from './Consent.tsx';
import { CommentThread } from './CommentThread.tsx';
import { RequestActions } from './RequestActions.tsx';
import { RequestTimeline } from './RequestTimeline.tsx';
import type { RequestDetails } from './request.ts';
import { Status } from '../../../ui/states/status.tsx';

/** Where a request stands, how it came there, and what can be done. */
export function RequestPage({ request }: { request: RequestDetails }) {
  const viewer = useViewer();
  const involved = [request.requester?.id, request.target.id].includes(viewer.user.id);
  return (
    <Page
      title={request.accessPackage.name}
      about={`${requestTypes[request.type]}${request.cause ? `: ${requestCauses[request.cause]}` : ''}`}
      badge={
        // Whoever listens hears the state change.
        <Status>
          <StateBadge words={requestStatesOf(request.type)} state={request.state} />
        </Status>
      }
      crumbs={[involved ? { to: '/requests', label: 'My requests' } : { to: '/admin/requests', label: 'All requests' }]}
      actions={
        <>
          <AuditLink subject={request.id} />
          <RequestActions request={request} me={viewer.user.id} />
        </>
      }
    >
      <Stack>
        <Consent request={request} me={viewer.user.id} />
        {request.deliveryErrors.length > 0 && (
          <Alert color="red" variant="light" title="It could not be delivered">
            {request.deliveryErrors.map((said) => (
              <Text key={said} size="sm">
                The target said: {said}
              </Text>
            ))}
          </Alert>
        )}
        {request.gates && request.gates.length > 0 && (
          <Alert icon={<IconInfoCircle />} color="red" variant="light" title="Why it could not be carried out">
            <GateList gates={request.gates} about={request.accessPackage.name} packageId={request.accessPackage.id} />
          </Alert>
        )}
        <Section title="What happens">
          <RequestTimeline request={request} />
        </Section>
        <Section title="What was asked">
          <Facts
            rows={[
              ['For', <Person key="target" person={request.target} size="sm" />],
              request.requester !== null &&
                request.requester.id !== request.target.id && [
                  'Asked by',
                  <Person key="requester" person={request.requester} size="sm" />,
                ],
              [
                'Package',
                <TextLink key="package" to="/packages/$packageId" params={{ packageId: request.accessPackage.id }}>
                  {request.accessPackage.name}
                </TextLink>,
              ],
              ['Catalog', request.accessPackage.catalog.name],
              request.policy && ['Policy', request.policy.name],
              !REMOVE_TYPES.includes(request.type) && ['How long', howLong(request.schedule)],
              ['Asked', <When key="asked" at={request.createdAt} as="both" />],
              [
                'Why',
                request.justification ? (
                  <Text key="why" style={{ whiteSpace: 'pre-line' }}>
                    {request.justification}
                  </Text>
                ) : (
                  <Text key="none" c="dimmed">
                    No reason given
                  </Text>
                ),
              ],
              request.proof && ['Proved', proofInWords(request.proof)],
              ...request.answers.map((answer) => [answer.question.text, answer.value] as const),
            ]}
          />
          <AnswerChanges request={request} />
        </Section>
        <CommentThread request={request} me={viewer.user.id} />
      </Stack>
    </Page>
  );
}
