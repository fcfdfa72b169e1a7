import type { Readable, Writable } from 'node:stream';

export interface SleepOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Time as the program sees it; tests hand in one that runs faster. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds. Rejects with `signal.reason` as soon as the signal is
   * aborted, also when it already is; leaves neither timer nor listener behind.
   */
  sleep(ms: number, options?: SleepOptions): Promise<void>;
}

/** A stream that may be a terminal. Each is checked by itself: piping stdout keeps the bar on stderr. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  /**
   * Writes a command's whole result to stdout at once. Creating Node's stdout stream takes longer than
   * all of `config get`.
   */
  readonly print: (text: string) => void;
  readonly stderr: OutputStream;
}

/** Variables by name; undefined: not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Directories {
  /** The user's home, where the vendor's CLI and SDKs keep credentials. */
  readonly home: string;
  /** Settings and journal: `SIEM_EXPORT_CONFIG_DIR`, else the system's usual place. It may not exist yet. */
  readonly config: string;
  readonly temporary: string;
}

/** The program's view of the world. A function asks for the slice that it uses. */
export interface Context {
  readonly streams: Streams;
  readonly env: Environment;
  readonly cwd: string;
  readonly directories: Directories;
  readonly clock: Clock;
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number;
  /** Aborted on SIGINT and SIGTERM, with an `InterruptionError` as its reason. */
  readonly signal: AbortSignal;
  /**
   * Calls the listener when the user requests the status (SIGUSR1; never on Windows).
   * @returns removes the listener
   */
  readonly onStatusRequest: (listener: () => void) => () => void;
  /** Trades time for memory from here on: garbage is collected before the heap grows much. */
  readonly keepHeapSmall: () => Promise<void>;
  /** Runtime and platform, for people: `Node.js v20.19.0, linux x64`. */
  readonly runtime: string;
  /** The command line that starts this program again, without arguments. */
  readonly programCommand: readonly string[];
}
