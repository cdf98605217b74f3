import { useRef, useState } from 'react';
import type { Refusal } from '../../../graphql/errors.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Decide, DecideMany, TakeBack } from './mutations.ts';
import { outcomeOfRefusal } from './outcome.ts';
import { asks, type QueueItem } from './queue-item.ts';

export type DecisionWord = 'APPROVE' | 'DENY';

/** What somebody adds to a decision. */
export interface Verdict {
  decision: DecisionWord;
  justification: string | null;
  /** A sooner end than was asked for. */
  expiresAt: string | null;
}

/** Decisions that may still be taken back. */
export interface Undoable {
  stageIds: readonly string[];
  what: string;
  until: number;
}

interface Hooks {
  /** A stage is not to be decided any more, and why. */
  settle: (stageId: string, how: string) => void;
  /** A stage is to be decided again. */
  reopened: (stageId: string) => void;
}

function subject(item: QueueItem): string {
  return `${item.request.target.name} ${asks(item)} ${item.request.accessPackage.name}`;
}

/** Deciding, and taking back while that is allowed. */
export function useDecide({ settle, reopened }: Hooks) {
  const one = useAction(Decide);
  const many = useAction(DecideMany);
  const back = useAction(TakeBack);
  const [undo, setUndo] = useState<Undoable | null>(null);
  const [failed, setFailed] = useState<readonly Refusal[]>([]);
  // A retry of the same click carries the same key, so that it acts once.
  const keys = useRef(new Map<string, string>());

  function keyOf(intent: string): string {
    const key = keys.current.get(intent) ?? intentKey();
    keys.current.set(intent, key);
    return key;
  }

  function offerUndo(stageIds: readonly string[], what: string, until: string | null | undefined) {
    const end = until ? new Date(until).getTime() : 0;
    setUndo(end > Date.now() ? { stageIds, what, until: end } : null);
  }

  async function decide(item: QueueItem, verdict: Verdict): Promise<boolean> {
    setFailed([]);
    const intent = `${item.id} ${JSON.stringify(verdict)}`;
    const result = await one.run({ input: { stageId: item.id, ...verdict, idempotencyKey: keyOf(intent) } });
    if (!result) return false;
    keys.current.delete(intent);
    if (!result.ok) {
      const how = outcomeOfRefusal(result.errors);
      if (how) settle(item.id, how);
      else setFailed(result.errors);
      return how !== null;
    }
    const word = verdict.decision === 'APPROVE' ? 'approved' : 'denied';
    settle(item.id, `You ${word} this just now.`);
    offerUndo(
      [item.id],
      `You ${word}: ${subject(item)}.`,
      verdict.decision === 'APPROVE' ? result.payload.accessRequest?.undoUntil : null,
    );
    return true;
  }

  async function decideMany(items: readonly QueueItem[], verdict: Verdict): Promise<boolean> {
    setFailed([]);
    const stageIds = items.map(({ id }) => id);
    const { decision, justification } = verdict;
    const result = await many.run({ input: { stageIds, decision, justification, idempotencyKey: intentKey() } });
    if (!result) return false;
    const refused = result.ok ? [] : result.errors;
    const bad = new Map(refused.map((error) => [error.path?.[1] ?? '', error] as const));
    const word = decision === 'APPROVE' ? 'approved' : 'denied';
    const good = stageIds.filter((id, index) => !bad.has(String(index)) && !bad.has(id) && !bad.has(''));
    for (const id of good) settle(id, `You ${word} this just now.`);
    stageIds.forEach((id, index) => {
      const error = bad.get(String(index)) ?? bad.get(id);
      const how = error && outcomeOfRefusal([error]);
      if (how) settle(id, how);
    });
    setFailed(refused.filter((error) => error.__typename !== 'AlreadyDecidedError'));
    if (decision === 'APPROVE' && result.ok)
      offerUndo(good, `You approved ${good.length} requests.`, result.payload.accessRequests[0]?.undoUntil);
    return true;
  }

  async function takeBack() {
    if (!undo) return;
    for (const stageId of undo.stageIds) {
      const result = await back.run({ input: { stageId, idempotencyKey: intentKey() } });
      if (result?.ok) reopened(stageId);
      else if (result) setFailed(result.errors);
    }
    setUndo(null);
  }

  return {
    decide,
    decideMany,
    takeBack,
    undo,
    dropUndo: () => setUndo(null),
    busy: one.busy || many.busy,
    takingBack: back.busy,
    failed,
  };
}
