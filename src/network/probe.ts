import { lookup } from 'node:dns/promises';
import { connect as openSocket } from 'node:net';
import { withTimeout } from '../base/deadline.ts';
import type { Context, Environment } from '../base/context.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { connectOptions } from './agents.ts';
import { unwrapHost } from './loopback.ts';
import { toNetworkError } from './network-error.ts';
import { findProxy } from './proxy-settings.ts';

/** Where to connect for a URL: the proxy if one is used, otherwise its host. */
export interface ProbeTarget {
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  /** The proxy's origin, safe to print; absent: direct. */
  readonly proxy?: string | undefined;
}

export interface ProbeOptions extends Pick<Context, 'clock' | 'signal'> {
  /** Limit of each step. */
  readonly timeoutMs: number;
}

/** @throws UsageError when a proxy variable cannot be used */
export function findProbeTarget(url: URL, env: Environment): ProbeTarget {
  const proxy = findProxy(url, env)?.url;
  const { hostname, port, protocol } = proxy ?? url;
  const usual = protocol === 'https:' ? 443 : 80;
  const host = unwrapHost(hostname);
  return { url, host, port: port === '' ? usual : Number(port), proxy: proxy?.origin };
}

/**
 * Resolves the target's name to addresses.
 * @throws NetworkError; the signal's reason when aborted
 */
export async function probeName(
  target: ProbeTarget,
  options: ProbeOptions,
): Promise<readonly string[]> {
  return await withinStep(target, options, async (signal) => {
    const found = await untilAborted(lookup(target.host, { all: true }), signal);
    return found.map(({ address }) => address);
  });
}

/**
 * Connects to the target, and disconnects.
 * @throws NetworkError; the signal's reason when aborted
 */
export async function probePort(target: ProbeTarget, options: ProbeOptions): Promise<void> {
  const { host, port } = target;
  await withinStep(target, options, async (signal) => {
    const socket = openSocket({ host, port, ...connectOptions });
    try {
      const connected = new Promise((resolve, reject) => {
        socket.once('connect', resolve).once('error', reject);
      });
      await untilAborted(connected, signal);
    } finally {
      socket.destroy();
    }
  });
}

/** Runs one step. A timeout is a NetworkError like any other. */
export async function withinStep<T>(
  { url, proxy }: ProbeTarget,
  { clock, signal, timeoutMs }: ProbeOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const createError = () => Object.assign(new Error('the time is over'), { code: 'ETIMEDOUT' });
  try {
    return await withTimeout({ clock, signal, timeoutMs, createError }, work);
  } catch (error) {
    signal.throwIfAborted();
    throw toNetworkError(error, { url, proxy, phase: 'before-sending' });
  }
}
