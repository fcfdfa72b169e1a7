import { describe, expect, it } from 'vitest';
import { incidentExport } from '../../src/api/export-family.ts';
import { parseCreatedTask, parseExportTask } from '../../src/api/parse-export-task.ts';
import { formatJson, isJsonObject, parseJson } from '../../src/base/json.ts';

function accept(text: string) {
  const elements = parseJson(text);
  if (!isJsonObject(elements)) throw new Error('not an object');
  return { elements, requestId: 'R-1' };
}
const parse = (text: string) => parseExportTask(accept(text), incidentExport);

const documented = `{"RequestId":"9AAA9ED9-78F4-5021-86DC-D51C7511****","FileName":"event_1193842352994186_17344888****.xlsx","Id":400185,"ExportType":"incident_list","ExportStatus":"success","Progress":66,"GmtCreate":"1605076118000","Link":"https://siem.example/event.xlsx"}`;

describe('a response of GetExportTask', () => {
  it('is parsed as documented, and its elements stay unchanged', () => {
    const task = parse(documented);
    expect(task).toMatchObject({
      state: 'succeeded',
      status: 'success',
      exportId: '400185',
      progress: 66,
      fileName: 'event_1193842352994186_17344888****.xlsx',
      link: 'https://siem.example/event.xlsx',
      createdAt: 1605076118000,
    });
    expect(formatJson(task.elements)).toBe(documented);
  });

  it.each<readonly [string, string]>([
    ['success', 'succeeded'],
    ['SUCCESS', 'succeeded'],
    [' Success ', 'succeeded'],
    ...['failed', 'fail', 'failure', 'error', 'Failed'].map((word) => [word, 'failed'] as const),
    ...['exporting', 'init', 'pending', 'running', 'processing', 'waiting', ''].map(
      (word) => [word, 'running'] as const,
    ),
    ['finished?', 'unknown'],
    ['constructor', 'unknown'],
  ])('with status "%s" is %s, whatever the progress', (status, state) => {
    for (const progress of [0, 66, 100]) {
      const text = JSON.stringify({ Id: 1, ExportStatus: status, Progress: progress });
      expect(parse(text).state).toBe(state);
    }
  });

  it('without a status is still running', () => {
    expect(parse('{"Id":1}').state).toBe('running');
  });

  it.each([
    ['66', 66],
    ['"66"', 66],
    ['66.5', 66.5],
    ['-5', 0],
    ['250', 100],
    ['1e400', 100],
    ['"many"', undefined],
    ['null', undefined],
    ['[66]', undefined],
    ['{}', undefined],
  ])('with progress %s has %s', (progress, expected) => {
    expect(parse(`{"Id":1,"Progress":${progress}}`).progress).toBe(expected);
  });

  it('keeps every digit of a 64-bit id, as a number and as a string', () => {
    for (const id of ['9223372036854775807', '"9223372036854775807"']) {
      const task = parse(`{"Id":${id},"ExportStatus":"init"}`);
      expect(task.exportId).toBe('9223372036854775807');
      expect(formatJson(task.elements)).toContain(id);
    }
  });

  it.each(['Link', 'FileName'])('ignores a %s that is not a string', (name) => {
    for (const value of ['7', 'null', '["https://a.example"]', '{"a":1}', '""']) {
      const task = parse(`{"Id":1,"${name}":${value}}`);
      expect(task.link).toBeUndefined();
      expect(task.fileName).toBeUndefined();
    }
  });

  it('ignores a Link that is not a URL, and a time that is not a number', () => {
    expect(parse('{"Id":1,"Link":"soon","GmtCreate":"1e99"}')).toMatchObject({
      link: undefined,
      createdAt: undefined,
    });
  });

  it('is also read with names in lower camel case', () => {
    expect(parse('{"id":5,"exportStatus":"success","progress":7}')).toMatchObject({
      exportId: '5',
      state: 'succeeded',
      progress: 7,
    });
  });

  it.each(['{}', '{"RequestId":"R-1"}', '{"Id":0}', '{"Id":null,"Link":null}'])(
    'without a task (%s) is not found',
    (text) => {
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ exit: 'not-found', code: 'TaskNotFound', requestId: 'R-1' }),
      );
    },
  );
});

describe('a response of CreateExportTask', () => {
  it('has the id', () => {
    expect(parseCreatedTask(accept('{"Id":9223372036854775807}')).exportId).toBe(
      '9223372036854775807',
    );
  });

  it.each(['{}', '{"Id":"abc"}', '{"Id":-1}', '{"Id":1.5}'])(
    'is rejected without a valid id: %s',
    (text) => {
      expect(() => parseCreatedTask(accept(text))).toThrow(/may already exist/);
    },
  );
});
