/** The browser for the journeys: the path of a program, or null where none is found. */
export function findChromium(): string | null;
