// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { inRoot, node, root } from './paths.mjs';

/** @typedef {{ code: number, output: string }} Outcome */

/**
 * Runs a program to its end and keeps what it says.
 * @param {string} program @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, timeout?: number }} [options] `timeout` in milliseconds
 * @returns {Promise<Outcome>} never rejects: a program that cannot be started ends with 127
 */
export function quietly(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
    stopTogether(child);
  });
}

/**
 * Runs a program of ours in the foreground, on the terminal of the caller, until it ends. It gets each signal once: Ctrl-C in a
 * terminal reaches a whole group of processes and is passed on by npm on top, so the program runs in a group of its own and hears
 * from us alone. Should we be killed, it notices that and stops in order.
 * @param {string[]} args arguments of Node @param {NodeJS.ProcessEnv} [env] @param {string} [cwd]
 * @returns {Promise<number>} the exit code
 */
export function inForeground(args, env = process.env, cwd = root) {
  const preload = ['--import', pathToFileURL(inRoot('scripts/end-with-parent.mjs')).href];
  const child = spawn(node, [...preload, ...args], {
    cwd,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // On Windows a group of its own would mean a console of its own.
    detached: process.platform !== 'win32',
  });
  stopTogether(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(exitCode(code, signal)));
  });
}

/** Passes each signal on, the same one not twice within a second. @param {import('node:child_process').ChildProcess} child */
function stopTogether(child) {
  const last = new Map();
  const handlers = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).map((name) => {
    const handler = () => {
      if (performance.now() - (last.get(name) ?? -Infinity) < 1000) return;
      last.set(name, performance.now());
      child.kill(name);
    };
    process.on(name, handler);
    return { name, handler };
  });
  child.on('exit', () => handlers.forEach(({ name, handler }) => process.off(name, handler)));
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
