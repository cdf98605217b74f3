const MINUTE_MS = 60_000;

/**
 * Says what happens again and again, as every try during an outage does, without drowning the rest: at once, and then at
 * most once a minute, with how often it went unsaid.
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
