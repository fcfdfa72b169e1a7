import type { Command } from 'commander';

export interface OutputFlags {
  /** JSON objects on stdout. */
  readonly json?: boolean | undefined;
  /** JMESPath that is applied to each of them. */
  readonly query?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** The Link's query in human output too. */
  readonly showLink?: boolean | undefined;
  /** False: plain lines instead of a bar. */
  readonly progress: boolean;
  /** False: `--no-color`. */
  readonly color: boolean;
}

export function addOutputFlags(command: Command): Command {
  return command
    .optionsGroup('output')
    .option('--json', 'JSON on stdout: one object per task')
    .option('--query <JMESPath>', 'applied to each of these objects; texts and numbers bare')
    .option('-q, --quiet', 'no progress and no notes; errors still')
    .option('-v, --verbose', 'each request and answer on stderr, secrets masked')
    .option('--show-link', "show the Link's query, which is a secret, in human output too")
    .option('--no-progress', 'plain lines instead of a bar')
    .option('--no-color', 'no colours');
}

/** `--events` belongs to the commands that wait. */
export function addEventsFlag(command: Command): Command {
  return command.option('--events', 'NDJSON events on stdout while waiting, the result last');
}
