const MINUTE_MS = 60_000;

/**
 * Logs what happens again and again, as every try does during an outage, without drowning the rest: at once, and then at
 * most once a minute, with the number of times it was left out.
 * @param now the time in milliseconds
 */
export function sparingly<T = unknown>(say: (what: T, unsaid: number) => void, now: () => number = Date.now): (what: T) => void {
  let [last, unsaid] = [-Infinity, 0];
  return (what) => {
    if (now() - last < MINUTE_MS) {
      unsaid += 1;
      return;
    }
    say(what, unsaid);
    [last, unsaid] = [now(), 0];
  };
}
