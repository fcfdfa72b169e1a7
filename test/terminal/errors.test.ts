import { describe, expect, it } from 'vitest';
import { SiemExportError, UsageError } from '../../src/base/errors.ts';
import { formatError } from '../../src/terminal/format-error.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';

const pipe = new MemoryStream();
const message = 'the key AK*** may not call GetExportTask (yundun-sas:GetExportTask)';
const error = new SiemExportError('NoPermission', 'auth', message, {
  hint: 'Attach a policy that allows yundun-sas:GetExportTask.',
  requestId: '9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
  cause: new Error('inner Signature=abcdef'),
});

describe('the text of an error', () => {
  it('says what happened, what to do, and what support asks for', () => {
    expect(formatError(error, { stream: pipe, env: {} })).toBe(
      [
        `✖ ${message}`,
        '  Attach a policy that allows yundun-sas:GetExportTask.',
        '  code NoPermission  request id 9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
      ].join('\n'),
    );
  });

  it('breaks between words on a terminal', () => {
    const stream = new MemoryStream({ columns: 40, rows: 24 });
    const lines = formatError(error, { stream, env: {}, color: false }).split('\n');
    expect(lines).toEqual([
      '✖ the key AK*** may not call',
      '  GetExportTask',
      '  (yundun-sas:GetExportTask)',
      '  Attach a policy that allows',
      '  yundun-sas:GetExportTask.',
      '  code NoPermission',
      '  request id 9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
    ]);
  });

  it('has no colour that runs over the end of a line', () => {
    const stream = new MemoryStream({ columns: 40, rows: 24 });
    const lines = formatError(error, { stream, env: { DEBUG: 'siem-export' } }).split('\n');
    for (const line of lines.filter((each) => each.includes('\u001b'))) {
      // eslint-disable-next-line no-control-regex -- colours are control sequences
      expect(line).toMatch(/^[^\u001b]*(?:\u001b\[\d+m[^\u001b]*\u001b\[(?:39|22)m[^\u001b]*)+$/);
    }
  });

  it.each(['siem-export', 'got,siem-export', 'siem-export other'])(
    'has the stacks, without secrets, with DEBUG=%s',
    (DEBUG) => {
      const text = formatError(error, { stream: pipe, env: { DEBUG } });
      expect(text).toContain('    Error: inner Signature=***');
      expect(text).toMatch(/ {4,}at .*errors\.test\.ts/);
    },
  );

  it.each([undefined, '', 'siem-exporter', 'got'])('has no stack with DEBUG=%s', (DEBUG) => {
    expect(formatError(error, { stream: pipe, env: { DEBUG } }).split('\n')).toHaveLength(3);
  });

  it('is fit for a terminal, whatever the message brings', () => {
    const usage = new UsageError(
      '--region: "\u001b[2J\r\n" is none; https://u:p@h/x?Signature=abc',
    );
    expect(formatError(usage, { stream: pipe, env: {} })).toBe(
      '✖ --region: "?[2J??" is none; https://***@h/x?***\n  code Usage',
    );
  });
});
