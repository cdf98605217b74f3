/** Whoever just tries Gatehouse gets the demo company; see start.mjs. */
export function withDemo(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
