/** What each command does, and examples: what to type, and what it is for. */
export const commands = {
  wait: {
    summary: 'wait until a task has ended, and fetch its file',
    description:
      'Polls until every task has ended. With --download, fetches each file then, verifies it and leaves a receipt beside it.',
    examples: [
      ['siem-export wait 200013 --download', 'wait, then fetch the workbook'],
      ['siem-export wait 200013 --json | jq -r .Link', 'wait, then print the link'],
      ['siem-export wait 1 2 3 --download -d evidence', 'three tasks, into one folder'],
      ['siem-export list --pending --ids | siem-export wait -', 'all that have not ended'],
    ],
  },
  status: {
    summary: 'ask once how a task stands',
    description: 'Asks once how each task stands, and prints what the service says.',
    examples: [
      ['siem-export status 200013', 'how does it stand?'],
      ['siem-export status', 'the task that was used last'],
      ['siem-export status 200013 --exit-status', 'exit 0, 3 or 8 for a script'],
    ],
  },
  download: {
    summary: 'fetch the file of a task that has already ended',
    description: 'Fetches the file of each task that has already ended, and verifies it.',
    examples: [
      ['siem-export download 200013', 'into this folder, under its own name'],
      ['siem-export download 200013 -o incidents.xlsx', 'under another name'],
      ['siem-export download 200013 -o - > incidents.xlsx', 'to standard output'],
    ],
  },
  create: {
    summary: 'start an export, and wait for it if asked',
    description:
      'Starts an export of incidents and prints its id. With --wait or --download, goes on with it.',
    examples: [
      ['siem-export create --level high --since 24h --wait --download', 'the whole job'],
      ['siem-export create --status unhandled --since 2026-01-01', 'print the new id'],
      ['siem-export create --since 7d --dry-run', 'show what would be sent'],
    ],
  },
  list: {
    summary: 'the tasks that this machine has seen',
    description:
      'Lists the tasks that this machine has seen, the newest first. The service has no such list.',
    examples: [
      ['siem-export list', 'all of them'],
      ['siem-export list --pending --refresh', 'ask again for those that had not ended'],
      ['siem-export list --json | jq .Id', 'for a script'],
    ],
  },
  forget: {
    summary: 'remove tasks from that list',
    description: 'Removes tasks from the list of this machine. The service keeps them.',
    examples: [
      ['siem-export forget 200013', 'one task'],
      ['siem-export forget --all', 'every task'],
    ],
  },
  verify: {
    summary: 'check downloaded files against their receipts',
    description:
      'Checks downloaded files against their receipts, offline: size, CRC-64 and SHA-256.',
    examples: [['siem-export verify *.xlsx', 'every workbook in this folder']],
  },
  config: {
    summary: 'saved defaults',
    description: 'Reads and writes the saved defaults. A flag or a variable goes before them.',
    examples: [
      ['siem-export config set region ap-southeast-1', 'the data lives in Singapore'],
      ['siem-export config list', 'each value in force, and where it comes from'],
    ],
  },
  'config get': {
    summary: 'print one value',
    description:
      'Prints the saved value of one key; with --json also the value in force and where it comes from.',
    examples: [['siem-export config get region', 'the data region']],
  },
  'config set': {
    summary: 'save one value',
    description: 'Saves the value of one key.',
    examples: [['siem-export config set lang en', 'the service answers in English']],
  },
  'config unset': {
    summary: 'remove a saved value',
    description: 'Removes the saved value of one key.',
    examples: [['siem-export config unset region', 'back to the default']],
  },
  'config list': {
    summary: 'show every value in force',
    description: 'Lists the value in force of every key, and where it comes from.',
    examples: [['siem-export config list', 'each value and its origin']],
  },
  'config path': {
    summary: 'print where the defaults are saved',
    description: 'Prints the path of the file that holds the saved defaults.',
    examples: [['siem-export config path', 'the file']],
  },
  doctor: {
    summary: 'check credentials, network, clock and permission',
    description:
      'Checks all that a wait needs, one line each: credentials, clock, proxy, endpoint and permission. Ends 0 when the job would work.',
    examples: [
      ['siem-export doctor', 'is all as it should be?'],
      ['siem-export doctor --profile audit', 'with the keys of a profile'],
    ],
  },
  explain: {
    summary: 'what an exit code or an error code means',
    description: 'Explains an exit code or an error code: cause, whether to retry, what to do.',
    examples: [
      ['siem-export explain 9', 'an exit code'],
      ['siem-export explain Throttling.User', "a code of the service's"],
    ],
  },
  sandbox: {
    summary: 'a local emulator of the API and of the object store',
    description:
      'Runs a local emulator of the API and of the object store on 127.0.0.1. With a command: runs the command in an environment that points at it, and ends with its exit code. Without one: prints that environment for eval, and runs until Ctrl-C.',
    examples: [
      ['siem-export sandbox -- siem-export wait 200013 --download', 'try it without an account'],
      [
        'siem-export sandbox --scenario failed -- ./nightly.sh',
        'test how a script handles failure',
      ],
      [
        'siem-export sandbox --speed 100 --log requests.ndjson -- ./nightly.sh',
        'test faster, and see each request',
      ],
    ],
  },
  completion: {
    summary: 'a completion script for a shell',
    description: 'Prints the script that completes commands, flags, values and ids in a shell.',
    examples: [
      ['source <(siem-export completion bash)', 'in ~/.bashrc'],
      ['source <(siem-export completion zsh)', 'in ~/.zshrc, after compinit'],
      ['siem-export completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
  },
  help: { summary: 'help for a command', description: '', examples: [] },
} satisfies Record<string, CommandTexts>;

export interface CommandTexts {
  /** One line in the list of commands. */
  readonly summary: string;
  /** One or two sentences. */
  readonly description: string;
  /** What to type, and what it is for. */
  readonly examples: readonly (readonly [string, string])[];
}
