/** Errors of `--query`. */
export const texts = {
  queryBroken: (query: string, character: number, rest: string) => ({
    en: `--query: ${query} is not a JMESPath expression: syntax error at character ${character} (${rest}); allowed: an expression such as Meta.Outcome`,
    zh: `--query：${query} 不是 JMESPath 表达式：从第 ${character} 个字符起无法解析（${rest}）；可用 Meta.Outcome 这样的表达式`,
  }),
  queryCut: (query: string) => ({
    en: `--query: ${query} is not a JMESPath expression: it is incomplete; allowed: an expression such as Meta.Outcome`,
    zh: `--query：${query} 不是 JMESPath 表达式：表达式不完整；可用 Meta.Outcome 这样的表达式`,
  }),
  noFunction: (query: string, name: string) => ({
    en: `--query: ${query} calls ${name}(), which does not exist`,
    zh: `--query：${query} 调用了不存在的函数 ${name}()`,
  }),
  functions: (names: string) => ({ en: `The functions are ${names}.`, zh: `可用函数：${names}。` }),
  queryOfEvents: {
    en: '--query applies to the objects of --json, not to --events; give one of them',
    zh: '--query 从 --json 的对象中取值，--events 输出的是其他对象；只能指定其中一个',
  },
  queryFailed: (query: string, why: string) => ({
    en: `--query: ${query} cannot be applied: ${why}`,
    zh: `--query：${query} 无法应用于该对象：${why}`,
  }),
};
