import type { Progress } from '../import/progress.ts';

/** Where a bar is drawn, or lines are written where nobody could see it move. */
type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

/** Progress on a screen; `clear` makes room before something else is printed there. */
export interface ScreenProgress extends Progress {
  clear(): void;
}

const WIDTH = 30;
/** How often the bar moves at most, in milliseconds. */
const PAUSE_MS = 80;
const CLEAR_LINE = '\r\u001b[K';

/** A progress bar on a terminal; elsewhere one line when a part begins. */
export function importProgress(screen: Screen = process.stderr): ScreenProgress {
  const part = { what: '', total: 0, drawnAt: 0 };
  const clear = () => {
    if (screen.isTTY) screen.write(CLEAR_LINE);
  };
  return {
    clear,
    begin(what, total) {
      Object.assign(part, { what, total, drawnAt: 0 });
      if (screen.isTTY) screen.write(`${CLEAR_LINE}${bar(what, 0, total)}`);
      else screen.write(`${what} …\n`);
    },
    reached(done) {
      if (!screen.isTTY || Date.now() - part.drawnAt < PAUSE_MS) return;
      part.drawnAt = Date.now();
      screen.write(`${CLEAR_LINE}${bar(part.what, done, part.total)}`);
    },
    end: clear,
  };
}

function bar(what: string, done: number, total: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const full = Math.round(share * WIDTH);
  return `${what.padEnd(17)} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}
