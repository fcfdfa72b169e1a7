import { describe, expect, it } from 'vitest';
import { withSandbox } from '../with-sandbox.ts';

const member = '113091674488';

describe('GetExportTask', () => {
  it('answers the documented example letter for letter, with a Link of its own', async () => {
    const sandbox = await withSandbox();
    const { body, elements } = await sandbox.ask({ ExportId: '400185' });
    const link = String(elements['Link']);
    expect(link.startsWith(`${sandbox.endpoint}/export_file/`)).toBe(true);
    expect(body.toString().replace(link, 'LINK')).toBe(
      '{"RequestId":"9AAA9ED9-78F4-5021-86DC-D51C7511****","FileName":"event_1193842352994186_17344888****.xlsx","Id":400185,"ExportType":"incident_list","ExportStatus":"success","Progress":66,"GmtCreate":"1605076118000","Link":"LINK"}',
    );
  });

  it('lets a task begin when it is first asked for, and end eight seconds later', async () => {
    const sandbox = await withSandbox();
    sandbox.pass(60_000);
    const seen: unknown[] = [];
    for (let second = 0; second <= 8; second++) {
      const { elements } = await sandbox.ask({ ExportId: '200013' });
      seen.push(elements['Progress']);
      expect(elements['ExportStatus']).toBe(second < 8 ? 'exporting' : 'success');
      expect('Link' in elements).toBe(second === 8);
      sandbox.pass(1000);
    }
    expect(seen).toEqual([...seen].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(seen).size).toBe(9);
    expect([seen.at(0), seen.at(-1)]).toEqual([0, 100]);
  });

  it('names file and moment of creation', async () => {
    const sandbox = await withSandbox();
    const createdAt = sandbox.now();
    const { elements } = await sandbox.ask({ ExportId: '200013' });
    expect(elements).toMatchObject({
      FileName: `event_1193842352994186_${createdAt}.xlsx`,
      GmtCreate: String(createdAt),
      ExportType: 'incident_list',
    });
    expect(elements['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  it('gives two tasks that begin in the same millisecond different file names', async () => {
    const sandbox = await withSandbox({ tasks: [{ from: 1, to: 2 }] });
    const first = await sandbox.ask({ ExportId: '1' });
    const second = await sandbox.ask({ ExportId: '2' });
    expect(second.elements['FileName']).not.toBe(first.elements['FileName']);
  });

  it('writes 64-bit ids as digits', async () => {
    const id = '9223372036854775807';
    const sandbox = await withSandbox({ tasks: [{ id }] });
    const { body } = await sandbox.ask({ ExportId: id });
    expect(body.toString()).toContain(`"Id":${id},`);
  });

  it('does not find another id, nor a task in the other data region', async () => {
    const sandbox = await withSandbox();
    for (const parameters of [
      { ExportId: '999' },
      { ExportId: '200013', RegionId: 'ap-southeast-1' },
    ]) {
      const { status, elements } = await sandbox.ask(parameters);
      expect([status, elements['Code']]).toEqual([404, 'InvalidExportId.NotFound']);
      expect(elements['Message']).toContain(`ExportId ${parameters.ExportId} does not exist`);
    }
  });

  it('finds a task in the data region that the scenario gives it', async () => {
    const sandbox = await withSandbox({ tasks: [{ id: 7, region: 'ap-southeast-1' }] });
    const abroad = await sandbox.ask({ ExportId: '7', RegionId: 'ap-southeast-1' });
    const inland = await sandbox.ask({ ExportId: '7' });
    expect([abroad.status, inland.status]).toEqual([200, 404]);
  });

  it('answers with the task created last when it is asked for none, else with the last of the scenario', async () => {
    const sandbox = await withSandbox();
    expect((await sandbox.ask()).elements['Id']).toBe(200013);
    await sandbox.call({
      action: 'CreateExportTask',
      parameters: { ExportTaskType: 'incident_list' },
    });
    expect((await sandbox.ask()).elements['Id']).toBe(500001);
  });

  it('says that there is no task when the scenario has none', async () => {
    const sandbox = await withSandbox({ tasks: [] });
    expect((await sandbox.ask()).elements['Code']).toBe('InvalidExportId.NotFound');
  });

  it('keeps the tasks of member accounts apart', async () => {
    const sandbox = await withSandbox();
    await sandbox.ask({ ExportId: '200013' });
    sandbox.pass(8000);
    const own = await sandbox.ask({ ExportId: '200013' });
    const other = await sandbox.ask({ ExportId: '200013', RoleFor: member });
    expect(own.elements['ExportStatus']).toBe('success');
    expect(other.elements['ExportStatus']).toBe('exporting');
    expect(other.elements['FileName']).toContain(`event_${member}_`);
  });

  it('refuses an account that is no member', async () => {
    const sandbox = await withSandbox({ members: [member] });
    const { status, elements } = await sandbox.ask({ ExportId: '200013', RoleFor: '42' });
    expect([status, elements['Code']]).toEqual([403, 'Forbidden.UserDenied.RdAccount']);
  });

  it('gives a task of one account to that account alone', async () => {
    const sandbox = await withSandbox({ tasks: [{ id: 7, account: member }] });
    expect((await sandbox.ask({ ExportId: '7' })).status).toBe(404);
    expect((await sandbox.ask({ ExportId: '7', RoleFor: member })).status).toBe(200);
  });

  it.each([
    ['ExportId', 'seven'],
    ['ExportId', '-7'],
    ['ExportId', '7.5'],
    ['ExportId', '9223372036854775808'],
    ['ExportId', ''],
    ['Lang', 'fr'],
    ['RegionId', 'cn-shanghai'],
    ['RoleFor', 'me'],
    ['Exportid', '7'],
  ])('refuses %s=%s', async (name, value) => {
    const sandbox = await withSandbox();
    const { status, elements } = await sandbox.ask({ [name]: value });
    expect([status, elements['Code']]).toEqual([400, 'InvalidParameter']);
    expect(elements['Message']).toContain(`"${name}"`);
  });

  it.each([
    ['a parameter that comes twice', 'ExportId=7&ExportId=7'],
    ['a broken escape', 'ExportId=%zz'],
    ['bytes that are not UTF-8', 'ExportId=%ff'],
  ])('refuses %s', async (_what, text) => {
    const sandbox = await withSandbox();
    const { elements } = await sandbox.call({ body: Buffer.from(text) });
    expect(elements['Code']).toBe('InvalidParameter');
  });

  it('refuses a body that is not a form', async () => {
    const sandbox = await withSandbox();
    const headers = { 'content-type': 'application/json' };
    const { elements } = await sandbox.call({ body: Buffer.from('{"ExportId":7}'), headers });
    expect(elements['Code']).toBe('InvalidParameter');
  });

  it('writes errors in the documented form', async () => {
    const sandbox = await withSandbox();
    const { headers, elements } = await sandbox.ask({ ExportId: '999' });
    const requestId = String(elements['RequestId']);
    expect(elements).toEqual({
      RequestId: requestId,
      HostId: new URL(sandbox.endpoint).host,
      Code: 'InvalidExportId.NotFound',
      Message: 'The specified ExportId 999 does not exist in cn-hangzhou.',
      Recommend: `https://api.aliyun.com/troubleshoot?q=InvalidExportId.NotFound&product=cloud-siem&requestId=${requestId}`,
    });
    expect(headers['x-acs-request-id']).toBe(requestId);
    expect(headers['content-type']).toBe('application/json;charset=utf-8');
  });
});
