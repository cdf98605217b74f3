import type { Refusal } from '../../../../graphql/errors.ts';
import { stageStates } from '../../../../ui/words/words.ts';
import { fromNow } from '../../../../ui/words/from-now.ts';
import { standing, type QueueItem } from '../queue/queue-item.ts';

const done = { APPROVE: 'approved', DENY: 'denied' } as const;

/** What became of a stage: "Megan Bowen approved this just now." */
export function outcome(item: QueueItem, me: string): string {
  const last = standing(item).at(-1);
  if (last && item.state !== 'OPEN') {
    const who = last.by?.id === me ? 'You' : (last.by?.name ?? 'Somebody');
    return `${who} ${done[last.decision]} this ${fromNow(last.at)}.`;
  }
  if (item.request.state === 'CANCELED') return 'The request was canceled.';
  if (item.state === 'OPEN') return 'This waits for somebody else now.';
  return `${stageStates[item.state][0]}.`;
}

/** The same from the refusal of a decision that came second. */
export function outcomeOfRefusal(errors: readonly Refusal[]): string | null {
  const first = errors.find((error) => error.__typename === 'AlreadyDecidedError');
  if (first?.__typename !== 'AlreadyDecidedError') return null;
  return `${first.by?.name ?? 'Somebody else'} ${done[first.decision]} this ${fromNow(first.at)}, before you.`;
}
