import { expect, it } from 'vitest';
import { SiemExportError } from '../../../src/base/errors.ts';
import { createCheckList } from '../../../src/operations/diagnose/check-list.ts';

const network = {
  en: 'Check the network, the DNS and --endpoint',
  zh: '检查网络、DNS 和 --endpoint',
};

it.each([
  [
    'alone',
    'Run siem-export doctor: it tests each step.',
    '请运行 siem-export doctor。',
    undefined,
  ],
  [
    'last',
    `${network.en}; siem-export doctor tests each.`,
    `${network.zh}；可运行 siem-export doctor 检查。`,
    { en: `${network.en}.`, zh: `${network.zh}。` },
  ],
  [
    'first',
    `Run siem-export doctor. ${network.en}.`,
    `请运行 siem-export doctor。${network.zh}。`,
    { en: `${network.en}.`, zh: `${network.zh}。` },
  ],
  [
    'nowhere',
    `Set it in ~/.aliyun/config.json; ${network.en}.`,
    `请在 ~/.aliyun/config.json 中设置；${network.zh}。`,
    {
      en: `Set it in ~/.aliyun/config.json; ${network.en}.`,
      zh: `请在 ~/.aliyun/config.json 中设置；${network.zh}。`,
    },
  ],
])('does not suggest the doctor to those who run it: %s', async (_, en, zh, expected) => {
  const list = createCheckList(new AbortController().signal, undefined);
  await list.run('dns', { value: undefined }, () => {
    throw new SiemExportError('ENOTFOUND', 'unavailable', 'not found', { hint: { en, zh } });
  });
  const [check] = list.checks;
  const error = check?.state === 'failed' ? check.error : undefined;
  expect(error?.code).toBe('ENOTFOUND');
  expect(error?.textIn('en').hint).toBe(expected?.en);
  expect(error?.textIn('zh').hint).toBe(expected?.zh);
});
