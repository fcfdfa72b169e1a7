import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  empty: (flag: string) => `${flag}: an empty value is not allowed`,
  notAllowed: (flag: string, value: string, allowed: string) =>
    `${flag}: ${value} is not allowed; allowed are ${allowed}`,
  otherStatus: 'For a status that is not listed there: --filter IncidentStatus=<number>.',
  notAMoment: (flag: string, value: string) =>
    `${flag}: ${value} is not a time; allowed are a date (2026-11-24), a time (2026-11-24T08:00, 2026-11-24T08:00:00Z) or an age (24h, 7d)`,
  endBeforeStart: (until: string, since: string) =>
    `--until: ${until} lies before --since ${since}; allowed is a time from there on`,
  notAFilter: (value: string) =>
    `--filter: ${value} is not allowed; allowed is key=value, such as RelateAssetId=6c740667`,
  givenTwice: (key: string) => `--filter: "${key}" is given twice; allowed is once`,
  givenByFlag: (key: string, flag: string) =>
    `--filter: "${key}" is what ${flag} sets; give one of them`,
  exclusive: (flag: string) =>
    `--parameter is the whole object, and ${flag} is a part of it; give one of them`,
  notJson: (value: string, why: string) => `--parameter: ${value} is not JSON: ${why}`,
  notAnObject: (value: string) =>
    `--parameter: ${value} is not a JSON object; allowed is an object such as {"IncidentStatus":"0"}, @file or -`,
  unreadable: (path: string, code: string) =>
    `--parameter: the file ${path} can't be read (${code})`,
  notText: (value: string) => `--parameter: ${value} is not text in UTF-8`,
};

const zh: typeof en = {
  empty: (flag) => `${flag}：不允许空值`,
  notAllowed: (flag, value, allowed) => `${flag}：不允许 ${value}；可用值为 ${allowed}`,
  otherStatus: '如需其他状态，请使用 --filter IncidentStatus=<数字>。',
  notAMoment: (flag, value) =>
    `${flag}：${value} 不是时间；可用日期（2026-11-24）、时间（2026-11-24T08:00、2026-11-24T08:00:00Z）或距今时长（24h、7d）`,
  endBeforeStart: (until, since) =>
    `--until：${until} 早于 --since ${since}；结束时间不得早于开始时间`,
  notAFilter: (value) => `--filter：不允许 ${value}；格式为 key=value，例如 RelateAssetId=6c740667`,
  givenTwice: (key) => `--filter："${key}" 出现两次；只能给出一次`,
  givenByFlag: (key, flag) => `--filter："${key}" 已由 ${flag} 设置；二者只能选一`,
  exclusive: (flag) => `--parameter 是完整的对象，${flag} 是其中一部分；二者只能选一`,
  notJson: (value, why) => `--parameter：${value} 不是 JSON：${why}`,
  notAnObject: (value) =>
    `--parameter：${value} 不是 JSON 对象；可用 {"IncidentStatus":"0"} 这样的对象、@文件 或 -`,
  unreadable: (path, code) => `--parameter：无法读取文件 ${path}（${code}）`,
  notText: (value) => `--parameter：${value} 不是 UTF-8 文本`,
};

export const text = createLocalizer({ en, zh });
