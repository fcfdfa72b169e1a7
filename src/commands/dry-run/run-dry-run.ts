import type { CreateExportTaskRequest, SignedRequest } from '../../api/export-task.ts';
import type { Context } from '../../base/context.ts';
import { exitCodes, type ExitName } from '../../base/exit-codes.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { chooseUiLanguage } from '../../base/ui-language.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import { describeFailure } from '../../operations/task-failure.ts';
import type { CreateCommand } from '../create.ts';
import { defaultLimits, openSession, type CommandSession } from '../session/open-session.ts';
import { createRequests } from '../session/plan-requests.ts';
import { formatCurlCommand, hasToken, hideToken, tokenVariable } from './curl-command.ts';

/**
 * Prints the request of each account as a curl command, or as an object with `--json`. Temporary credentials
 * are requested from their token service; the API gets no request.
 */
export async function runDryRun(command: CreateCommand, context: Context): Promise<number> {
  const options = { ...defaultLimits, ...command, stdout: 'none' } as const;
  const session = await openSession(options, context);
  try {
    const exits: ExitName[] = [];
    for (const account of createRequests(undefined, session)) {
      exits.push(await printRequest({ ...account, ...command.task }, session, context));
    }
    return exitCodes[combineExits(exits)];
  } finally {
    session.close();
  }
}

async function printRequest(
  request: CreateExportTaskRequest,
  { serviceOf, reporter, signal }: CommandSession,
  { clock, env }: Context,
): Promise<ExitName> {
  const { region, roleFor } = request;
  const startedAt = clock.now();
  try {
    const signed = await serviceOf(region).client.signCreateExportTask(request, { signal });
    noteRequest(signed, reporter, env);
    const { method, url, headers, body } = hideToken(signed);
    const object = { Method: method, Url: url, Headers: headers, Body: body };
    return reporter.data(object, `${formatCurlCommand(signed)}\n`) ? 'ok' : 'usage';
  } catch (error) {
    const failure = describeFailure(error);
    reporter.result({ ...failure, region, roleFor, polls: 0, elapsedMs: clock.now() - startedAt });
    return failure.exit;
  }
}

/** The body decoded, and how long the signature is valid. */
function noteRequest(
  signed: SignedRequest,
  reporter: CommandSession['reporter'],
  env: Context['env'],
): void {
  const language = chooseUiLanguage(env);
  for (const [name, value] of new URLSearchParams(signed.body)) {
    reporter.note(`${name}: ${toPlainText(value.replace(/\s+/g, ' '))}`);
  }
  reporter.note(texts.signatureValid[language]);
  if (hasToken(signed)) reporter.note(texts.tokenNeeded[language]);
}

const texts = {
  signatureValid: {
    en: 'Nothing was sent. The signature is valid for one request within 15 minutes.',
    zh: '未发送任何请求。此签名在 15 分钟内对一次请求有效。',
  },
  tokenNeeded: {
    en: `The credentials include a security token, which is not printed: set ${tokenVariable} where curl runs.`,
    zh: `凭证包含安全令牌，此处不显示：请在运行 curl 的环境中设置 ${tokenVariable}。`,
  },
};
