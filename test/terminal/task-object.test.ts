import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { formatJson, parseJson } from '../../src/base/json.ts';
import { formatTaskObject } from '../../src/terminal/data/task-object.ts';
import { buildResult, buildTask, download, startTime } from './build-events.ts';

const error = new SiemExportError('Throttling.User', 'unavailable', 'slow down', {
  hint: 'Later.',
  requestId: 'R1',
  retryable: true,
});

describe('the JSON object of a task', () => {
  it('has the elements of the answer word for word, then what the tool knows', () => {
    const answer = parseJson(
      '{"Id":400185,"Progress":"66","GmtCreate":"1605076118000","New":[1.50]}',
    );
    const task = {
      ...buildTask(),
      elements: answer as Record<string, never>,
      createdAt: 1_605_076_118_000,
    };
    expect(
      formatJson(formatTaskObject(buildResult({ task, download, linkExpiresAt: startTime }))),
    ).toBe(
      '{"Id":400185,"Progress":"66","GmtCreate":"1605076118000","New":[1.50],"Meta":{' +
        '"Schema":1,"Outcome":"succeeded","ExitCode":0,"ExportId":200013,"Ref":"cn-hangzhou/200013","Region":"cn-hangzhou","RoleFor":null,' +
        '"CreatedAt":"2020-11-11T06:28:38.000Z","LinkExpiresAt":"2026-11-24T06:00:00.000Z","Polls":7,"ElapsedMs":69000,' +
        '"Download":{"Path":"/tmp/event_1193842352994186_1734488800.xlsx","Bytes":48200000,"ResumedFrom":0,' +
        '"Crc64":"11051210869376104954","Sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",' +
        '"Verified":"crc64","Skipped":false,"ReceiptPath":null,"Rows":null},"Error":null}}',
    );
  });

  it('is there without an answer, and says what went wrong', () => {
    const result = buildResult({
      outcome: 'error',
      exit: 'unavailable',
      task: undefined,
      exportId: undefined,
      polls: 0,
      error,
    });
    expect(formatTaskObject(result)).toEqual({
      Meta: {
        Schema: 1,
        Outcome: 'error',
        ExitCode: 6,
        ExportId: null,
        Ref: null,
        Region: 'cn-hangzhou',
        RoleFor: null,
        CreatedAt: null,
        LinkExpiresAt: null,
        Polls: 0,
        ElapsedMs: 69_000,
        Download: null,
        Error: {
          Code: 'Throttling.User',
          Message: 'slow down',
          RequestId: 'R1',
          Hint: 'Later.',
          Retryable: true,
        },
      },
    });
  });

  it('keeps all digits of 64-bit ids', () => {
    const result = buildResult({ exportId: '9223372036854775807', roleFor: '9007199254740993' });
    expect(formatJson(formatTaskObject(result))).toContain(
      '"ExportId":9223372036854775807,"Ref":"cn-hangzhou/9007199254740993/9223372036854775807","Region":"cn-hangzhou","RoleFor":9007199254740993,',
    );
  });

  it('has its own Meta where an answer brings one', () => {
    const task = { ...buildTask(), elements: { Meta: 'theirs', Id: 1 } };
    expect(formatTaskObject(buildResult({ task }))).toMatchObject({ Id: 1, Meta: { Schema: 1 } });
  });

  it('has null for a time that no calendar holds', () => {
    const task = buildTask({ createdAt: 8.64e15 + 1 });
    expect(formatTaskObject(buildResult({ task }))).toMatchObject({ Meta: { CreatedAt: null } });
  });
});
