import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ImportRefused } from './problem.ts';

const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** How long a file is, in bytes. @throws ImportRefused where there is none */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw explained(error, path);
  }
}

/**
 * The text of a file, piece by piece: without a byte order mark, and every line ending in a mere "\n", so that lines can be counted.
 * @param read is told how many bytes were read so far
 * @throws ImportRefused where it cannot be opened or is not UTF-8, so that no name is taken in garbled
 */
export async function* decodedText(path: string, read: (bytes: number) => void = () => undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [bytes, lines, held] = [0, 1, ''];
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (bytes === 0) demandNoUtf16(chunk);
      bytes += chunk.length;
      const text = held + decode(decoder, chunk, lines);
      // A carriage return at the end may be half of a line's end.
      held = text.endsWith('\r') ? '\r' : '';
      const whole = text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n');
      lines += newlines(whole);
      read(bytes);
      yield whole;
    }
    yield held.replace('\r', '\n') + decode(decoder, undefined, lines);
  } catch (error) {
    throw explained(error, path);
  }
}

function demandNoUtf16(start: Buffer): void {
  const marked = UTF_16.some((mark) => start.subarray(0, 2).equals(mark));
  if (marked || start.subarray(0, 200).includes(0)) {
    throw new ImportRefused('The file is UTF-16, or no text at all. Save it as "CSV UTF-8" and try again.');
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new ImportRefused(
      `The file is not UTF-8 (line ${line + intactLines(chunk)} or just after it). Save it as "CSV UTF-8" and try again.`,
    );
  }
}

/** How many whole lines come before the first byte that is no UTF-8. */
function intactLines(chunk: Buffer = Buffer.alloc(0)): number {
  const text = new TextDecoder('utf-8').decode(chunk);
  const broken = text.indexOf('\ufffd');
  return newlines(broken < 0 ? text : text.slice(0, broken));
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function explained(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new ImportRefused(`There is no file ${path}.`);
  if (code === 'EISDIR') return new ImportRefused(`${path} is a folder; name the file in it.`);
  if (code === 'EACCES' || code === 'EPERM') return new ImportRefused(`${path} may not be read by this account.`);
  return error;
}
