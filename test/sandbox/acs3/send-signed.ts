import { prepareCall, send, type PreparedCall } from '../api-client.ts';
import type { TestSandbox } from '../with-sandbox.ts';

export const parameters = { ExportId: '400185', RegionId: 'cn-hangzhou' };

/** A call that the sandbox carries out, for a test to change. */
export function prepare(sandbox: TestSandbox): PreparedCall {
  return prepareCall(sandbox.endpoint, { parameters, date: sandbox.now() });
}

/** 200, the code of the refusal, or the status where the answer is not the API's. */
export async function sendChanged({ endpoint }: TestSandbox, call: PreparedCall): Promise<unknown> {
  const { status, body } = await send(endpoint, call);
  if (status === 200) return status;
  const text = body.toString();
  return text.startsWith('{') ? (JSON.parse(text) as { Code: unknown }).Code : status;
}
