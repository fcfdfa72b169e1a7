import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { isJsonObject, type JsonValue } from '../../src/base/json.ts';
import type { Check } from '../../src/operations/diagnose/check.ts';
import { explain } from '../../src/operations/explain/explain.ts';
import { formatCheck } from '../../src/terminal/diagnosis/check-lines.ts';
import { formatDiagnosisObject } from '../../src/terminal/diagnosis/diagnosis-object.ts';
import { formatExplanationObject } from '../../src/terminal/explanation/explanation-object.ts';
import { createStyle } from '../../src/terminal/style/style.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';

const region = 'cn-hangzhou';
const host = 'cloud-siem.cn-shanghai.aliyuncs.com';
const file = { path: '~/.aliyun/config.json', mode: '644', readableByOthers: true };
const error = new SiemExportError('NoPermission', 'auth', 'what\u001b[31m', {
  hint: 'see https://user:password@host/?Signature=secret',
  requestId: 'R-1',
});

/** Every check, found well, and one that failed and one that was skipped. */
const checks: readonly Check[] = [
  { name: 'program', state: 'ok', facts: { version: '1.2.3', runtime: 'Node.js' } },
  { name: 'configuration', state: 'note', facts: { files: [file] } },
  { name: 'credentials', state: 'ok', facts: { source: 'the test', expiresAt: 0 } },
  { name: 'proxy', state: 'ok', facts: { routes: [{ host, proxy: 'http://proxy:3128' }] } },
  { name: 'dns', state: 'ok', facts: { host, addresses: ['1.2.3.4'], elapsedMs: 1.6 } },
  { name: 'tcp', state: 'ok', facts: { host, port: 443, elapsedMs: 20 } },
  { name: 'tls', state: 'ok', facts: { protocol: 'TLSv1.3', elapsedMs: 40 } },
  { name: 'answer', state: 'ok', facts: { status: 400, elapsedMs: 80 } },
  { name: 'clock', state: 'note', facts: { offsetMs: -1_200_000 } },
  {
    name: 'permission',
    state: 'ok',
    facts: { action: 'A', region, otherRegions: ['ap-southeast-1'], elapsedMs: 90 },
  },
  { name: 'permission', state: 'failed', error },
  { name: 'permission', state: 'skipped', because: 'dns' },
];

const styleOf = (language: 'en' | 'zh', columns?: number) =>
  createStyle({
    stream: new MemoryStream(columns === undefined ? undefined : { columns, rows: 24 }),
    env: { SIEM_EXPORT_UI_LANG: language, NO_COLOR: '1' },
  });

describe('the line of a check', () => {
  it('says in English what was found', () => {
    expect(checks.map((check) => formatCheck(check, styleOf('en'))).join('\n')).toBe(
      `✔ program        siem-export 1.2.3, Node.js
! configuration  ~/.aliyun/config.json (mode 644)
                 Other users of this machine can read it. Run chmod 600 ~/.aliyun/config.json
✔ credentials    the test, session valid until 1970-01-01T00:00:00.000Z
✔ proxy          ${host} through http://proxy:3128
✔ DNS            ${host}, 1.2.3.4, 2 ms
✔ TCP            ${host}:443, 20 ms
✔ TLS            TLSv1.3, 40 ms
✔ response       HTTP 400 to an unsigned request, 80 ms
! clock          this machine's clock is 20:00 ahead of the service's
                 Set it. Until then, requests use the service's time.
✔ permission     A in cn-hangzhou, 90 ms
✖ permission     what?[31m
                 see https://***@host/?***
                 code NoPermission  request id R-1
- permission     skipped: requires DNS`,
    );
  });

  it('says it in Chinese', () => {
    const lines = checks.map((check) => formatCheck(check, styleOf('zh')));
    expect(lines[1]).toContain('配置  ~/.aliyun/config.json（权限 644）');
    expect(lines[8]).toContain('时钟  本机时钟比服务端快 20:00');
    expect(lines[11]).toBe('- 权限  已跳过：依赖于“DNS”');
  });

  it.each([
    ['en', 80],
    ['zh', 80],
    ['en', 60],
    ['zh', 60],
  ] as const)('fits on a terminal (%s, %i columns)', (language, columns) => {
    const style = styleOf(language, columns);
    const lines = checks.flatMap((check) => formatCheck(check, style).split('\n'));
    expect(lines.filter((line) => style.measure(line) > columns)).toEqual([]);
  });
});

describe('docs/json.md', () => {
  const sectionOf = async (heading: string): Promise<string> => {
    const text = await readFile(new URL('../../docs/json.md', import.meta.url), 'utf8');
    return text.split(/^## /m).find((section) => section.startsWith(heading)) ?? '';
  };

  it('has every field of the object of doctor, and no other', async () => {
    const object = formatDiagnosisObject({ exit: 'ok', region, endpoint: host, checks });
    const documented = namesInQuotes(await sectionOf('The object of `doctor`'));
    expect(documented).toEqual(new Set(namesIn(object)));
  });

  it('has every field of the object of explain, and no other', async () => {
    const object = formatExplanationObject(explain('Throttling'));
    const documented = namesInQuotes(await sectionOf('The object of `explain`'));
    expect(documented).toEqual(new Set(namesIn(object)));
  });
});

/** What stands in backquotes in a table and begins like a field's name. */
function namesInQuotes(section: string): ReadonlySet<string> {
  const rows = section.split('\n').filter((row) => row.startsWith('|'));
  return new Set(
    rows.flatMap((row) => [...row.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name)),
  );
}

/** Names at every depth, but for those of an error, which stand elsewhere. */
function namesIn(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, field = null]) => [
    name,
    ...(name === 'Error' ? [] : namesIn(field)),
  ]);
}
