import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { declareFlags, switchFlag, valueFlag, type FlagTable } from './flag.ts';

export interface OutputFlags {
  /** JSON objects on stdout. */
  readonly json?: boolean | undefined;
  /** JMESPath that is applied to each of them. */
  readonly query?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** The query of the download link in human output too. */
  readonly showLink?: boolean | undefined;
  /** False: plain lines instead of a bar. */
  readonly progress: boolean;
  /** False: `--no-color`. */
  readonly color: boolean;
}

export const outputFlags = {
  json: switchFlag('--json', {
    en: 'print the result as JSON',
    zh: '以 JSON 输出结果',
  }),
  query: valueFlag('--query <JMESPath>', {
    text: {
      en: 'print only what this JMESPath expression selects from the JSON',
      zh: '只输出此 JMESPath 表达式从 JSON 中选出的内容',
    },
    parse: (written) => written,
  }),
  quiet: switchFlag('-q, --quiet', {
    en: 'no progress and no notes, only errors',
    zh: '不显示进度和提示，只显示错误',
  }),
  verbose: switchFlag('-v, --verbose', {
    en: 'show each request and response on stderr, with secrets masked',
    zh: '在标准错误上显示每个请求和响应，机密已遮盖',
  }),
  showLink: switchFlag('--show-link', {
    en: 'show the whole download link, which is a secret',
    zh: '显示完整的下载链接（属于机密）',
  }),
  progress: switchFlag('--no-progress', {
    en: 'plain lines instead of a progress bar',
    zh: '用普通文本行代替进度条',
  }),
  color: switchFlag('--no-color', { en: 'no colours', zh: '不使用颜色' }),
} satisfies FlagTable;

const eventsFlag = {
  events: switchFlag('--events', {
    en: 'print events as NDJSON while waiting; the last one is the result',
    zh: '等待时以 NDJSON 输出事件，最后一个是结果',
  }),
} satisfies FlagTable;

/**
 * @param hidden flags that mean nothing to the command: accepted, for scripts that always give them, and not listed.
 *   `--show-link` is refused instead: a user who gives it expects to see a link.
 */
export function addOutputFlags(
  command: Command,
  hidden: readonly (keyof typeof outputFlags)[] = [],
): Command {
  declareFlags(command, outputFlags, { group: 'output', hidden });
  if (hidden.includes('showLink')) {
    command.hook('preAction', () => {
      if (command.getOptionValueSource('showLink') === 'cli') throw new UsageError(showsNoLink);
    });
  }
  return command;
}

const showsNoLink = {
  en: '--show-link: no download link is shown here; use status or wait without --download',
  zh: '--show-link：此处不显示下载链接；请使用 status，或不带 --download 的 wait',
};

/** `--events` belongs to the commands that wait. */
export function addEventsFlag(command: Command): Command {
  return declareFlags(command, eventsFlag, { group: 'output' });
}
