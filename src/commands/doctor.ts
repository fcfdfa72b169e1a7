import type { Command } from 'commander';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addCommandTimeout, addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';

export interface DoctorCommand {
  readonly request: FleetFlags;
  readonly output: OutputFlags;
}

/** `doctor`: looks at all that a job needs, one line each. */
export function registerDoctor(
  program: Command,
  run: (command: DoctorCommand) => Promise<void>,
): void {
  const command = declareCommand(program, 'doctor', help);
  addFleetFlags(command);
  addCommandTimeout(command);
  addOutputFlags(command, ['showLink']);
  command.action(async (flags: FleetFlags & OutputFlags) => {
    await run({ request: flags, output: flags });
  });
}

const help: CommandHelp = {
  group: 'help',
  summary: {
    en: 'check credentials, network, clock and permission',
    zh: '检查凭证、网络、时钟和权限',
  },
  description: {
    en: 'Checks everything that a wait needs, one line each: credentials, clock, proxy, endpoint and permission. Ends with 0 if all is well.',
    zh: '逐项检查等待任务所需的条件：凭证、时钟、代理、服务接入点（Endpoint）和权限。全部正常时退出码为 0。',
  },
  examples: [
    ['siem-export doctor', { en: 'does everything work?', zh: '是否一切正常？' }],
    [
      'siem-export doctor --profile audit',
      { en: 'with the credentials of a profile', zh: '使用某个配置（profile）的凭证' },
    ],
  ],
  mostUsed: ['--region', '--role-for', '--profile', '--endpoint', '--json'],
  exits: ['ok', 'usage', 'auth', 'unavailable'],
  callsApi: true,
};
