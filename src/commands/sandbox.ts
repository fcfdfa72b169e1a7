import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import {
  DeclaredArgument,
  declareFlags,
  defaultedFlag,
  parseFlags,
  valueFlag,
} from './flags/flag.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';

export interface SandboxCommand {
  /** A built-in scenario's name or the path of a JSON file. */
  readonly scenario: string;
  /** How many times faster than the clock tasks run. */
  readonly speed: number;
  /** 0: a free one. */
  readonly port: number;
  /** The file that lists the requests. */
  readonly log: string | undefined;
  /** Empty: print the environment, and run until Ctrl-C. */
  readonly command: readonly string[];
}

/** `sandbox [-- command…]`: a local emulator of the API and of the object store. */
export function registerSandbox(
  program: Command,
  run: (command: SandboxCommand) => Promise<void>,
): void {
  const command = declareFlags(declareCommand(program, 'sandbox', help), ownFlags);
  command
    .addArgument(
      new DeclaredArgument('[command...]', {
        text: {
          en: 'command to run against the sandbox; siem-export is this program',
          zh: '针对模拟环境运行的命令；siem-export 即本程序',
        },
      }),
    )
    .passThroughOptions()
    .action(async (words: string[], flags: object) => {
      await run({ ...parseFlags(ownFlags, flags), command: words });
    });
}

const fastestSpeed = 1_000_000;

function parseSpeed(written: string): number {
  const speed = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (speed > 0 && speed <= fastestSpeed) return speed;
  throw new UsageError({
    en: `--speed: "${written}" is not a speed; allowed is a number above 0, at most ${fastestSpeed}`,
    zh: `--speed："${written}" 不是有效的倍速；允许的是大于 0 且不超过 ${fastestSpeed} 的数`,
  });
}

function parsePort(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (port <= 65_535) return port;
  // HOST:PORT asks for more than loopback, which other machines could reach.
  throw new UsageError({
    en: `--port: "${written}" is not a port; allowed is 0 to 65535, and the sandbox listens on 127.0.0.1 only`,
    zh: `--port："${written}" 不是端口；允许的是 0 到 65535，并且 sandbox 只监听 127.0.0.1`,
  });
}

const ownFlags = {
  scenario: defaultedFlag('--scenario <name or file>', {
    text: { en: 'what happens: a name or a JSON file', zh: '模拟的场景：名称或 JSON 文件' },
    defaultText: 'default',
    values: 'scenarios',
    parse: (written) => written,
  }),
  speed: defaultedFlag('--speed <n>', {
    text: { en: 'run tasks n times faster than the clock', zh: '任务的运行速度是时钟的 n 倍' },
    defaultText: '1',
    parse: parseSpeed,
  }),
  log: valueFlag('--log <file>', {
    text: {
      en: 'write each request to this file as one line of JSON',
      zh: '把每个请求写入此文件，每行一个 JSON 对象',
    },
    values: 'files',
    parse: (written) => written,
  }),
  port: defaultedFlag('--port <n>', {
    text: { en: 'port on 127.0.0.1; 0: any free port', zh: '127.0.0.1 上的端口；0：任意空闲端口' },
    defaultText: '0',
    parse: parsePort,
  }),
};

const help: CommandHelp = {
  group: 'help',
  summary: {
    en: 'run a local emulator of the API and the object store',
    zh: '运行 API 和对象存储的本地模拟环境',
  },
  description: {
    en: 'Runs a local emulator of the API and the object store on 127.0.0.1. With a command, it runs the command in an environment that points at the emulator, and ends with its exit code. Without one, it prints that environment for eval and runs until Ctrl-C.',
    zh: '在 127.0.0.1 上运行 API 和对象存储的本地模拟环境（sandbox）。给出命令时，在指向它的环境中运行该命令，并以该命令的退出码结束；未给出命令时，输出供 eval 使用的环境变量，运行至按下 Ctrl-C。',
  },
  examples: [
    [
      'siem-export sandbox -- siem-export wait 200013 --download',
      { en: 'try it without an account', zh: '无需账号即可试用' },
    ],
    [
      'siem-export sandbox --scenario failed -- ./nightly.sh',
      { en: 'test how a script handles failure', zh: '测试脚本如何处理失败' },
    ],
    [
      'siem-export sandbox --speed 100 --log requests.ndjson -- ./nightly.sh',
      { en: 'test faster, and see each request', zh: '加快测试，并查看每个请求' },
    ],
  ],
  mostUsed: ['--scenario', '--speed', '--log', '--port'],
  exits: ['ok', 'usage'],
  callsApi: false,
};
