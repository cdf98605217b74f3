import { ToneBadge } from './badge.tsx';
import type { Words } from '../words/words.ts';

/** Where something stands, as a badge. */
export function StateBadge<State extends string>({ words, state }: { words: Words<State>; state: State }) {
  const [label, tone] = words[state];
  return <ToneBadge tone={tone}>{label}</ToneBadge>;
}
