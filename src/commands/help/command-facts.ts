import type { Command } from 'commander';
import type { ExitName } from '../../base/exit-codes.ts';
import type { CommandName, LayoutTexts } from './texts-shape.ts';

/** What help says of a command besides its flags. */
export interface CommandFacts {
  /** Where it stands in the list of commands. */
  readonly group: 'exports' | 'machine' | 'help';
  /** How it may end. Every command may find a bug (1) or be interrupted (130, 143). */
  readonly exits: readonly ExitName[];
  /** Whether it calls the API: then the variables of requests and credentials matter. */
  readonly callsApi: boolean;
}

const answered = ['ok', 'usage', 'task-failed', 'auth', 'not-found', 'unavailable'] as const;
const fetched = ['download', 'integrity'] as const;
const waited = ['timed-out', 'stalled'] as const;

export const commandFacts: Readonly<Record<CommandName, CommandFacts>> = {
  wait: {
    group: 'exports',
    exits: [...answered, ...fetched, ...waited, 'partial'],
    callsApi: true,
  },
  status: { group: 'exports', exits: [...answered, 'pending', 'partial'], callsApi: true },
  download: {
    group: 'exports',
    exits: [...answered, ...fetched, 'pending', 'partial'],
    callsApi: true,
  },
  create: {
    group: 'exports',
    exits: [...answered, ...fetched, ...waited, 'partial'],
    callsApi: true,
  },
  list: { group: 'machine', exits: [...answered, 'partial'], callsApi: true },
  forget: { group: 'machine', exits: ['ok', 'usage', 'not-found', 'partial'], callsApi: false },
  verify: {
    group: 'machine',
    exits: ['ok', 'usage', 'download', 'integrity', 'partial'],
    callsApi: false,
  },
  config: { group: 'machine', exits: ['ok', 'usage'], callsApi: false },
  'config get': { group: 'machine', exits: ['ok', 'usage'], callsApi: false },
  'config set': { group: 'machine', exits: ['ok', 'usage'], callsApi: false },
  'config unset': { group: 'machine', exits: ['ok', 'usage'], callsApi: false },
  'config list': { group: 'machine', exits: ['ok', 'usage'], callsApi: false },
  'config path': { group: 'machine', exits: ['ok'], callsApi: false },
  doctor: { group: 'help', exits: ['ok', 'usage', 'auth', 'unavailable'], callsApi: true },
  explain: { group: 'help', exits: ['ok', 'usage'], callsApi: false },
  sandbox: { group: 'help', exits: ['ok', 'usage'], callsApi: false },
  completion: { group: 'help', exits: ['ok', 'usage'], callsApi: false },
  help: { group: 'help', exits: [], callsApi: false },
};

/** The words that call a command, as its texts and facts are found by: `config list` is not `list`. */
export function nameOf(command: Command): CommandName {
  const parent = command.parent?.parent ? `${command.parent.name()} ` : '';
  return `${parent}${command.name()}` as CommandName;
}

type Variable = keyof LayoutTexts['variables'];

const localVariables: readonly Variable[] = [
  'SIEM_EXPORT_CONFIG_DIR',
  'SIEM_EXPORT_UI_LANG',
  'NO_COLOR',
];

/** The variables that a command looks at. */
export function variablesOf({ callsApi }: CommandFacts): readonly Variable[] {
  if (!callsApi) return localVariables;
  return [
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALIBABA_CLOUD_SECURITY_TOKEN',
    'ALIBABA_CLOUD_PROFILE',
    'SIEM_EXPORT_REGION',
    'SIEM_EXPORT_CONFIG_DIR',
    'SIEM_EXPORT_UI_LANG',
    'HTTPS_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'NO_COLOR',
  ];
}
