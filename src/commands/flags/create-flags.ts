import { defaultedFlag, repeatableFlag, valueFlag, type FlagTable } from './flag.ts';

const asWritten = (written: string): string => written;

/**
 * What to export. None of these flags is of use to go on with a task that exists. Their values are parsed by
 * `filters/parse-create-flags.ts`, which only `create` loads.
 */
export const createFlags = {
  type: defaultedFlag('--type <type>', {
    text: { en: 'what to export', zh: '导出的内容' },
    defaultText: 'incident_list',
    parse: asWritten,
  }),
  name: valueFlag('--name <text>', {
    text: { en: 'incidents with this name', zh: '具有此名称的事件' },
    parse: asWritten,
  }),
  status: valueFlag('--status <status>', {
    text: {
      en: 'unhandled, handled, or a status number of the service',
      zh: 'unhandled（未处理）、handled（已处理），或服务端的状态编号',
    },
    values: ['unhandled', 'handled'],
    parse: asWritten,
  }),
  level: repeatableFlag('--level <level>', {
    text: {
      en: 'info, low, medium, high, critical, or 1 to 5; repeatable',
      zh: 'info、low、medium、high、critical，或 1 至 5；可重复',
    },
    values: ['info', 'low', 'medium', 'high', 'critical'],
    parse: asWritten,
  }),
  uuid: repeatableFlag('--uuid <uuid>', {
    text: { en: 'the incident with this UUID; repeatable', zh: '具有此 UUID 的事件；可重复' },
    parse: asWritten,
  }),
  since: valueFlag('--since <time>', {
    text: {
      en: 'incidents since this time: a date, a time, or an age such as 24h or 7d',
      zh: '起始时间：日期、时间，或 24h、7d 这样的时长',
    },
    values: ['1h', '24h', '7d', '30d'],
    parse: asWritten,
  }),
  until: valueFlag('--until <time>', {
    text: {
      en: 'incidents until this time, written the same way; a date includes its day',
      zh: '截止时间：写法相同；日期包含当天',
    },
    parse: asWritten,
  }),
  filter: repeatableFlag('--filter <key=value>', {
    text: { en: 'any other filter; repeatable', zh: '其他筛选条件；可重复' },
    parse: asWritten,
  }),
  parameter: valueFlag('--parameter <json>', {
    text: {
      en: 'the whole filter as JSON, @file, or - for standard input',
      zh: '完整的筛选条件：JSON、@文件，或 - 表示标准输入',
    },
    values: 'files',
    parse: asWritten,
  }),
} satisfies FlagTable;
