import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { fromNow } from './from-now.ts';
import { inDays, inFull } from './dates.ts';

/** The present, renewed often enough for the distance that is shown. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The present, renewed every second around an instant and every half minute far from it. */
function useNowNear(at: string): number {
  const [now, setNow] = useState(() => Date.now());
  const near = Math.abs(new Date(at).getTime() - now) < 120_000;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), near ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [near]);
  return now;
}

interface WhenProps {
  at: string;
  /** `relative`: "in 3 days"; `date`: "Nov 21, 2026"; `both`: "Nov 21, 2026 (in 3 days)". */
  as?: 'relative' | 'date' | 'both';
}

/** An instant as a person reads it, with the exact one on hover and on focus. */
export function When({ at, as = 'relative' }: WhenProps) {
  const now = useNowNear(at);
  const text = { relative: () => fromNow(at, now), date: () => inDays(at), both: () => `${inDays(at)} (${fromNow(at, now)})` }[
    as
  ]();
  return (
    <Tooltip label={inFull(at)}>
      {/* The exact time must be reachable by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <time dateTime={at} tabIndex={0}>
        {text}
      </time>
    </Tooltip>
  );
}
