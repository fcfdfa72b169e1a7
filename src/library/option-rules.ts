import { isHostPattern } from '../base/host-pattern.ts';
import { JsonError, isJsonObject, parseJson } from '../base/json.ts';
import type { Credentials } from '../signing/credentials.ts';
import type { CallOptions, CreateOptions, DownloadOptions, WaitOptions } from './task-options.ts';
import { isObject, type OptionRule, type OptionRules } from './validate-options.ts';

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && isWellFormed(value);
export const text: OptionRule = { allowed: 'a string', accepts: isText };
export const yesOrNo: OptionRule = {
  allowed: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};
const functionRule: OptionRule = {
  allowed: 'a function',
  accepts: (value) => typeof value === 'function',
};
/** Keys and tokens go into headers, and contain no blanks. */
const key: OptionRule = {
  allowed: 'a string without blanks',
  accepts: (value) => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
  isSecret: true,
};

export const credentialsRules: OptionRules<Credentials> = {
  accessKeyId: { ...key, isRequired: true },
  accessKeySecret: { ...key, isRequired: true },
  securityToken: key,
  expiresAt: { allowed: 'epoch milliseconds', accepts: Number.isFinite },
};

export const callRules: OptionRules<CallOptions> = {
  region: text,
  lang: oneOf('zh', 'en'),
  roleFor: { allowed: 'a string of digits', accepts: isText },
  endpoint: { allowed: 'a host or a URL, as a string', accepts: isText },
  retries: {
    allowed: 'a whole number from 0 to 999',
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 999,
  },
  connectTimeoutMs: { allowed: 'a number of milliseconds above 0', accepts: isPositive },
  requestTimeoutMs: { allowed: 'a number of milliseconds above 0', accepts: isPositive },
  vpc: yesOrNo,
  credentials: {
    allowed: 'a key pair, or a function that returns one',
    accepts: (value) => typeof value === 'function' || isObject(value),
    isSecret: true,
  },
  signal: { allowed: 'an AbortSignal', accepts: isSignal },
  env: { allowed: 'an object with a string for each name', accepts: isEnvironment },
};

export const waitRules: OptionRules<WaitOptions> = {
  ...callRules,
  timeoutMs: {
    allowed: 'a number of milliseconds, 0 or more, or Infinity',
    accepts: (value) => typeof value === 'number' && value >= 0,
  },
  stallTimeoutMs: {
    allowed: 'a number of milliseconds above 0, or Infinity',
    accepts: (value) => typeof value === 'number' && value > 0,
  },
  intervalMs: { allowed: 'a number of milliseconds above 0', accepts: isPositive },
  maxIntervalMs: { allowed: 'a number of milliseconds above 0', accepts: isPositive },
  onUnknown: oneOf('wait', 'fail'),
};

export const createRules: OptionRules<CreateOptions> = {
  ...callRules,
  exportType: text,
  parameter: {
    allowed: 'an object that JSON can hold, or a string of one',
    accepts: isParameter,
  },
};

export const downloadRules: OptionRules<DownloadOptions> = {
  ...callRules,
  file: { allowed: 'a path, as a string', accepts: isPath },
  folder: { allowed: 'a path, as a string', accepts: isPath },
  stream: { allowed: 'a stream that can be written to', accepts: isWritable },
  ifExists: oneOf('fail', 'skip', 'overwrite', 'rename'),
  resume: yesOrNo,
  connections: {
    allowed: 'auto, or a whole number from 1 to 16',
    accepts: (value) =>
      value === 'auto' || (Number.isInteger(value) && isPositive(value) && Number(value) <= 16),
  },
  limitRate: { allowed: 'a number of bytes a second above 0', accepts: isPositive },
  receipt: yesOrNo,
  allowedHosts: {
    allowed: 'a list of names such as files.example.com or *.example.com',
    accepts: (value) => Array.isArray(value) && value.every(isHost),
  },
  onProgress: functionRule,
};

export function oneOf(...values: readonly string[]): OptionRule {
  const allowed = `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
  return { allowed, accepts: (value) => values.some((each) => each === value) };
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

function isSignal(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { aborted, addEventListener, throwIfAborted } = value;
  return typeof aborted === 'boolean' && [addEventListener, throwIfAborted].every(isFunction);
}

function isEnvironment(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.values(value).every((each) => each === undefined || typeof each === 'string')
  );
}

function isWritable(value: unknown): boolean {
  return isObject(value) && [value['write'], value['on'], value['off']].every(isFunction);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isPath(value: unknown): boolean {
  return isText(value) && !String(value).includes('\0');
}

function isHost(value: unknown): boolean {
  return typeof value === 'string' && isHostPattern(value);
}

/** A lone surrogate cannot be sent. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Any JSON object: the service validates its content. */
function isParameter(value: unknown): boolean {
  try {
    const written = typeof value === 'string' ? value : formatParameter(value);
    return isWellFormed(written) && isJsonObject(parseJson(written));
  } catch (error) {
    if (error instanceof JsonError || error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * `ExportTaskParameter` of an object. JSON would silently omit some values or write them as null, and so
 * select other incidents than intended.
 * @throws TypeError for a value that JSON cannot hold
 */
export function formatParameter(parameter: unknown): string {
  // A Map, or a promise without await, would be {}: all incidents.
  if (Object.prototype.toString.call(parameter) !== '[object Object]')
    throw new TypeError('not an object');
  return JSON.stringify(parameter, function (this: Readonly<Record<string, unknown>>, name, value) {
    if (Number.isNaN(value) || value === Infinity || value === -Infinity) throw new TypeError(name);
    // An invalid date is null.
    if (value === null && this[name] !== null) throw new TypeError(name);
    return value as unknown;
  });
}
