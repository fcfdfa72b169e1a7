/** The exit codes of the program. Each has one meaning; `ok` means that everything requested was done. */
export const exitCodes = {
  ok: 0,
  /** A bug in the tool. */
  unexpected: 1,
  usage: 2,
  'task-failed': 3,
  auth: 4,
  'not-found': 5,
  unavailable: 6,
  download: 7,
  pending: 8,
  'timed-out': 9,
  stalled: 10,
  integrity: 11,
  partial: 12,
  /** SIGINT: 128 + 2, as shells report it. */
  interrupted: 130,
  /** SIGTERM: 128 + 15. */
  terminated: 143,
} as const;

/** `task-failed`, `not-found` and so on. */
export type ExitName = keyof typeof exitCodes;
/** The number that the program ends with. */
export type ExitCode = (typeof exitCodes)[ExitName];
