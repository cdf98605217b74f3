/** `npm start`; resolves to the server's exit code. */
export function start(): Promise<number>;

/** `npm run cli -- …`; resolves to the command's exit code. */
export function cli(args: string[]): Promise<number>;

/** Whoever just tries Gatehouse gets the demo company; see start.mjs. */
export function withDemo(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
