import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  queryBroken: (query: string, character: number, rest: string) =>
    `--query: ${query} is not a JMESPath expression: it can't be read from character ${character} on (${rest}); allowed is an expression such as Meta.Outcome`,
  queryCut: (query: string) =>
    `--query: ${query} is not a JMESPath expression: it ends too early; allowed is an expression such as Meta.Outcome`,
  noFunction: (query: string, name: string) =>
    `--query: ${query} calls ${name}(), which does not exist`,
  functions: (names: string) => `The functions are ${names}.`,
  queryOfEvents:
    '--query picks from the object of --json, and --events prints others; give one of them',
  queryFailed: (query: string, why: string) => `--query: ${query} can't be applied: ${why}`,
};

const zh: typeof en = {
  queryBroken: (query, character, rest) =>
    `--query：${query} 不是 JMESPath 表达式：从第 ${character} 个字符起无法解析（${rest}）；可用 Meta.Outcome 这样的表达式`,
  queryCut: (query) =>
    `--query：${query} 不是 JMESPath 表达式：表达式不完整；可用 Meta.Outcome 这样的表达式`,
  noFunction: (query, name) => `--query：${query} 调用了不存在的函数 ${name}()`,
  functions: (names) => `可用函数：${names}。`,
  queryOfEvents: '--query 从 --json 的对象中取值，--events 输出的是其他对象；二者只能选一',
  queryFailed: (query, why) => `--query：${query} 无法应用于该对象：${why}`,
};

export const text = createLocalizer({ en, zh });
