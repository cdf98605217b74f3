/** The connector to our own directory that every deployment has. By itself, for whoever needs no more of the driver. */
export const DIRECTORY = { kind: 'directory', builtIn: 'Directory' } as const;
