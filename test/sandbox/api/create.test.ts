import { describe, expect, it } from 'vitest';
import { withSandbox, type TestSandbox } from '../with-sandbox.ts';

describe('CreateExportTask', () => {
  const filter = '{"IncidentName":"告警 é 😀 a+b&c=d%20","ThreatLevel":["4"]}';

  it('makes a task that runs, and ends with a file', async () => {
    const sandbox = await withSandbox({ created: { durationMs: 3000 } });
    const created = await sandbox.call({
      action: 'CreateExportTask',
      parameters: { ExportTaskType: 'incident_list', ExportTaskParameter: filter, Lang: 'en' },
    });
    expect(created.elements).toEqual({
      RequestId: expect.any(String) as unknown,
      FileName: `event_1193842352994186_${sandbox.now()}.xlsx`,
      Id: 500001,
    });
    const running = await sandbox.ask({ ExportId: '500001' });
    expect(running.elements['ExportStatus']).toBe('exporting');
    sandbox.pass(3000);
    const file = await sandbox.fetch(await sandbox.linkOf('500001'));
    expect(file.status).toBe(200);
  });

  it('makes a task that exists in the region and account it was created in only', async () => {
    const sandbox = await withSandbox();
    const scope = { RegionId: 'ap-southeast-1', RoleFor: '113091674489' };
    await sandbox.call({
      action: 'CreateExportTask',
      parameters: { ExportTaskType: 'incident_list', ...scope },
    });
    const statusOf = async (parameters: Record<string, string>) =>
      (await sandbox.ask({ ExportId: '500001', ...parameters })).status;
    expect(await statusOf(scope)).toBe(200);
    expect(await statusOf({})).toBe(404);
    expect(await statusOf({ RegionId: 'ap-southeast-1' })).toBe(404);
    expect(await statusOf({ RoleFor: '113091674489' })).toBe(404);
    expect(await statusOf({ ...scope, RoleFor: '113091674488' })).toBe(404);
  });

  it('makes tasks as created says, and by id as the list of tasks says', async () => {
    const sandbox = await withSandbox({
      created: { durationMs: 0, finalStatus: 'failed' },
      tasks: [{ id: 200013 }, { id: 500002, durationMs: 0 }],
    });
    expect(await createdStatus(sandbox)).toBe('failed');
    expect(await createdStatus(sandbox)).toBe('success');
    expect(await createdStatus(sandbox)).toBe('failed');
  });

  it('makes tasks like the last one of the scenario if nothing else is said', async () => {
    const tasks = [{ id: 7 }, { id: 8, durationMs: 0, finalStatus: 'failed' }];
    const sandbox = await withSandbox({ tasks, created: { firstId: 9 } });
    expect(await createdStatus(sandbox)).toBe('failed');
    expect((await sandbox.ask()).elements['Id']).toBe(9);
  });

  it('counts ids on, also beyond what a float can hold', async () => {
    const sandbox = await withSandbox({ created: { firstId: '9007199254740993' } });
    const create = () =>
      sandbox.call({
        action: 'CreateExportTask',
        parameters: { ExportTaskType: 'incident_list' },
      });
    expect((await create()).body.toString()).toContain('"Id":9007199254740993}');
    expect((await create()).body.toString()).toContain('"Id":9007199254740994}');
  });

  it.each([
    ['MissingParameter', {}],
    ['InvalidParameter', { ExportTaskType: 'alert_list' }],
    ['InvalidParameter', { ExportTaskType: 'incident_list', ExportTaskParameter: '[1]' }],
    ['InvalidParameter', { ExportTaskType: 'incident_list', ExportTaskParameter: '{' }],
    ['InvalidParameter', { ExportTaskType: 'incident_list', ExportId: '7' }],
    ...[
      { ThreatLevel: ['serious'] },
      { ThreatLevel: '5' },
      { ThreatLevel: ['6'] },
      { IncidentStatus: '2' },
      { IncidentName: 1 },
      { IncidentUuids: ['a'] },
      { StartTime: '2026-11-24' },
      { EndTime: -1 },
    ].map((filter): [string, Record<string, string>] => [
      'InvalidParameter',
      { ExportTaskType: 'incident_list', ExportTaskParameter: JSON.stringify(filter) },
    ]),
  ])('refuses with %s: %j', async (code, parameters) => {
    const sandbox = await withSandbox();
    const { status, elements } = await sandbox.call({ action: 'CreateExportTask', parameters });
    expect([status, elements['Code']]).toEqual([400, code]);
  });
});

/** Creates a task, and asks for its status at once. */
async function createdStatus(sandbox: TestSandbox): Promise<unknown> {
  const parameters = { ExportTaskType: 'incident_list' };
  await sandbox.call({ action: 'CreateExportTask', parameters });
  return (await sandbox.ask()).elements['ExportStatus'];
}
