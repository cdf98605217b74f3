// @ts-check
// Loaded before a program that scripts/run.mjs starts: when run.mjs is gone without a word (killed), ask the program to stop in order.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone is no reason to keep running.
process.channel?.unref();
