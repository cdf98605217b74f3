import { parseDuration } from '@gatehouse/schema/rules/duration';
import { useRef, useState } from 'react';
import { useViewer } from '../../../../app/viewer.tsx';
import type { Refusal } from '../../../../graphql/errors.ts';
import { intentKey, useAction } from '../../../../graphql/use-action.ts';
import { Decide, DecideMany, TakeBack } from './mutations.ts';
import { outcomeOfRefusal } from './outcome.ts';
import { subject, type QueueItem } from '../queue/queue-item.ts';

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

/** Half as many as the API takes at once, so that one can see how far it is. */
const AT_ONCE = 50;

/** Deciding, and taking back while that is allowed. */
export function useDecide({ settle, reopened }: Hooks) {
  const { undoWindow } = useViewer();
  const one = useAction(Decide);
  const many = useAction(DecideMany);
  const back = useAction(TakeBack);
  const [undo, setUndo] = useState<Undoable | null>(null);
  const [failed, setFailed] = useState<readonly Refusal[]>([]);
  const [done, setDone] = useState<{ done: number; of: number } | null>(null);
  // A retry of the same click carries the same key, so that it acts once.
  const keys = useRef(new Map<string, string>());

  function keyOf(intent: string): string {
    const key = keys.current.get(intent) ?? intentKey();
    keys.current.set(intent, key);
    return key;
  }

  /** The window counts from the answer, which is here: by our own clock, whatever it shows. */
  function offerUndo(stageIds: readonly string[], what: string) {
    const until = Date.now() + parseDuration(undoWindow);
    setUndo(stageIds.length > 0 && until > Date.now() ? { stageIds, what, until } : null);
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
    offerUndo([item.id], `You ${word}: ${subject(item)}.`);
    return true;
  }

  /** Decides many alike, as many at once as the API takes. What was refused of one batch does not hold up the next. */
  async function decideMany(items: readonly QueueItem[], verdict: Verdict): Promise<boolean> {
    setFailed([]);
    const good: string[] = [];
    const refused: Refusal[] = [];
    for (let from = 0; from < items.length; from += AT_ONCE) {
      setDone(items.length > AT_ONCE ? { done: from, of: items.length } : null);
      const batch = await decideBatch(
        items.slice(from, from + AT_ONCE).map(({ id }) => id),
        verdict,
      );
      // A second click while the first one runs, or no line: what was decided is decided, the rest still waits.
      if (!batch) break;
      good.push(...batch.good);
      refused.push(...batch.refused);
      if (batch.good.length === 0 && batch.refused.length > 0) break;
    }
    setDone(null);
    setFailed(refused.filter((error) => error.__typename !== 'AlreadyDecidedError'));
    const word = verdict.decision === 'APPROVE' ? 'approved' : 'denied';
    if (good.length > 0) offerUndo(good, `You ${word} ${good.length === 1 ? '1 request' : `${good.length} requests`}.`);
    return good.length > 0 || refused.every((error) => error.__typename === 'AlreadyDecidedError');
  }

  async function decideBatch(stageIds: readonly string[], { decision, justification }: Verdict) {
    const intent = `${stageIds.join()} ${decision} ${justification}`;
    const result = await many.run({
      input: { stageIds: [...stageIds], decision, justification, idempotencyKey: keyOf(intent) },
    });
    if (!result) return null;
    keys.current.delete(intent);
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
    return { good, refused };
  }

  async function takeBack() {
    if (!undo) return;
    const refusals: Refusal[] = [];
    for (let from = 0; from < undo.stageIds.length; from += AT_ONCE) {
      const stageIds = undo.stageIds.slice(from, from + AT_ONCE);
      const result = await back.run({ input: { stageIds, idempotencyKey: intentKey() } });
      if (!result) break;
      const refused = result.ok ? [] : result.errors;
      const bad = new Set(refused.map((error) => error.path?.[1] ?? ''));
      stageIds.forEach((id, index) => bad.has(String(index)) || bad.has('') || reopened(id));
      refusals.push(...refused);
    }
    setFailed(refusals);
    setUndo(null);
  }

  return {
    decide,
    decideMany,
    takeBack,
    undo,
    dropUndo: () => setUndo(null),
    /** Another decision begins: what went wrong with the last one is no part of it. */
    forget: () => setFailed([]),
    busy: one.busy || many.busy || done !== null,
    /** How far many decisions are; null: none are under way. */
    progress: done,
    takingBack: back.busy,
    failed,
  };
}
