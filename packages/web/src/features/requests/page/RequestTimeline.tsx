import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import { List, Text, Timeline } from '@mantine/core';
import {
  IconCheck,
  IconClock,
  IconHourglassEmpty,
  IconPlayerSkipForward,
  IconSend,
  IconTruckDelivery,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useNow, When } from '../../../ui/words/when.tsx';
import { stageStates } from '../../../ui/words/words.ts';
import { GrantList } from '../../assignments/GrantList.tsx';
import type { RequestDetails, StageDetails } from './request.ts';
import { eitherOf } from '../../../ui/words/language.ts';

const STAGE_ICONS: Readonly<Record<StageDetails['state'], Icon>> = {
  WAITING: IconClock,
  OPEN: IconClock,
  APPROVED: IconCheck,
  DENIED: IconX,
  EXPIRED: IconX,
  SKIPPED: IconPlayerSkipForward,
  CANCELED: IconX,
};

const names = (people: readonly { name: string }[]) => eitherOf.format(people.map(({ name }) => name));

function Asked({ stage }: { stage: StageDetails }) {
  const asked = stage.approvers.filter((approver) => !approver.leftAt);
  if (stage.state === 'WAITING') return <List.Item>Its turn comes when the stage before is approved.</List.Item>;
  if (stage.state !== 'OPEN') return null;
  return (
    <>
      <List.Item>{asked.length > 0 ? `${names(asked)} can decide.` : 'The approvers were asked.'}</List.Item>
      {stage.quorum > 1 && <List.Item>{stage.quorum} different people must approve.</List.Item>}
      {stage.escalatesAt && !stage.escalatedAt && (
        <List.Item>
          If they stay silent, others are asked too <When at={stage.escalatesAt} />.
        </List.Item>
      )}
      {stage.escalatedAt && (
        <List.Item>
          Others were asked too <When at={stage.escalatedAt} />.
        </List.Item>
      )}
      {stage.decideBy && (
        <List.Item>
          It lapses <When at={stage.decideBy} as="both" />.
        </List.Item>
      )}
    </>
  );
}

function Decisions({ stage }: { stage: StageDetails }) {
  return stage.decisions.map((decision) => (
    <List.Item key={decision.id}>
      {decision.by?.name ?? 'An approver'} {decision.decision === 'APPROVE' ? 'approved' : 'denied'} <When at={decision.at} />
      {decision.takenBackAt && (
        <>
          {' '}
          and took it back <When at={decision.takenBackAt} />
        </>
      )}
      {decision.shortenedTo && (
        <>
          , only until <When at={decision.shortenedTo} as="date" />
        </>
      )}
      {decision.justification && <>: “{decision.justification}”</>}
    </List.Item>
  ));
}

function lastStep(request: RequestDetails): { title: string; at: string | null } | null {
  const at = request.closedAt;
  switch (request.state) {
    case 'DENIED':
      return { title: 'Denied', at };
    case 'EXPIRED':
      return { title: 'Lapsed: nobody decided in time', at };
    case 'CANCELED':
      return { title: 'Canceled', at };
    case 'FAILED':
      return { title: 'Failed', at };
    default:
      return null;
  }
}

/** A start further away than this is a later start; a nearer one waits for the end of the time to take the approval back. */
const SOON_MS = 60_000;

/** What stands between an approval and the start. */
function Scheduled({ request }: { request: RequestDetails }) {
  const now = useNow(1_000);
  const ms = (at: string | null) => (at === null ? 0 : new Date(at).getTime());
  const { startsAt } = request.schedule;
  const { undoUntil, heldFor } = request;
  if (heldFor === 'TERMS' || heldFor === 'PROOF_OF_ADDRESS')
    return <Timeline.Item bullet={<IconClock size={16} aria-hidden />} title="Waits for the person it is for" />;
  const later = ms(startsAt) > Math.max(now + SOON_MS, ms(undoUntil));
  return (
    <Timeline.Item bullet={<IconClock size={16} aria-hidden />} title={later ? 'Approved; starts later' : 'About to start'}>
      <Text size="sm" c="dimmed" component="div">
        {later && startsAt ? (
          <When at={startsAt} as="both" />
        ) : (
          <>
            Starts {undoUntil && ms(undoUntil) > now + SOON_MS ? <When at={undoUntil} /> : 'in a few seconds'}
            {ms(undoUntil) > now ? '; until then the approver may take it back.' : '.'}
          </>
        )}
      </Text>
    </Timeline.Item>
  );
}

/** When the access of a request ended; null where it has not. */
function endOf({ type, assignment }: RequestDetails): string | null {
  if (REMOVE_TYPES.includes(type) || assignment?.state !== 'EXPIRED') return null;
  return assignment.endedAt ?? assignment.expiresAt;
}

/** How many steps are behind us: the line is drawn in colour up to there. */
function reached(request: RequestDetails): number {
  const settled = request.stages.filter((stage) => stage.state !== 'WAITING' && stage.state !== 'OPEN').length;
  const delivered = request.state === 'DELIVERED' || request.state === 'PARTIALLY_DELIVERED';
  return settled + (delivered ? 1 : 0) + (delivered && endOf(request) ? 1 : 0);
}

/** Everything that happened to a request and what comes next, from its asking to its delivery. */
export function RequestTimeline({ request }: { request: RequestDetails }) {
  const last = lastStep(request);
  const removal = REMOVE_TYPES.includes(request.type);
  const ended = endOf(request);
  const delivers = request.assignment && !last && request.state !== 'PENDING_APPROVAL' && request.state !== 'SUBMITTED';
  return (
    <Timeline bulletSize={28} lineWidth={2} active={last ? 99 : reached(request)}>
      <Timeline.Item bullet={<IconSend size={16} aria-hidden />} title={`${request.requester?.name ?? 'Gatehouse'} started this`}>
        <Text size="sm" c="dimmed" component="div">
          <When at={request.createdAt} as="both" />
          {request.bypassedApproval && ' · approval was bypassed by somebody with that right'}
        </Text>
      </Timeline.Item>
      {request.stages.map((stage) => {
        const Bullet = STAGE_ICONS[stage.state];
        return (
          <Timeline.Item
            key={stage.id}
            bullet={<Bullet size={16} aria-hidden />}
            title={`${request.stages.length > 1 ? `Stage ${stage.order}: ` : ''}${stageStates[stage.state][0]}`}
          >
            <List size="sm" c="dimmed" spacing={2} listStyleType="none">
              <Asked stage={stage} />
              <Decisions stage={stage} />
              {stage.skipReason && <List.Item>{stage.skipReason}</List.Item>}
            </List>
          </Timeline.Item>
        );
      })}
      {request.state === 'SCHEDULED' && <Scheduled request={request} />}
      {delivers && request.assignment && request.state !== 'SCHEDULED' && (
        <Timeline.Item
          bullet={<IconTruckDelivery size={16} aria-hidden />}
          title={removal ? 'Taking the access away' : request.state === 'DELIVERED' ? 'Delivered' : 'Delivery'}
        >
          {request.assignment.deliveredAt && !removal && (
            <Text size="sm" c="dimmed" component="div" mb="xs">
              First right active <When at={request.assignment.deliveredAt} />
              {request.assignment.expiresAt && !ended && (
                <>
                  {' '}
                  · ends <When at={request.assignment.expiresAt} as="both" />
                </>
              )}
            </Text>
          )}
          <GrantList grants={request.assignment.grants} />
        </Timeline.Item>
      )}
      {delivers && ended && (
        <Timeline.Item bullet={<IconHourglassEmpty size={16} aria-hidden />} title="Access ended">
          <Text size="sm" c="dimmed" component="div">
            <When at={ended} as="both" />
          </Text>
        </Timeline.Item>
      )}
      {last && (
        <Timeline.Item bullet={<IconX size={16} aria-hidden />} title={last.title}>
          {last.at && (
            <Text size="sm" c="dimmed" component="div">
              <When at={last.at} as="both" />
            </Text>
          )}
          {request.canceled && <Text size="sm">{request.canceled}</Text>}
        </Timeline.Item>
      )}
    </Timeline>
  );
}
