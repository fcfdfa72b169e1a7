import { noRetry, type ErrorCode } from './error-code.ts';
import { identityCodes } from './identity-codes.ts';
import { permissionCodes } from './permission-codes.ts';
import { requestCodes } from './request-codes.ts';
import { serviceCodes } from './service-codes.ts';

/** All that is known of the codes of the API. The first line that matches counts. */
export const errorCodes: readonly ErrorCode[] = [
  ...serviceCodes,
  ...identityCodes,
  ...permissionCodes,
  ...requestCodes,
];

/** What is known of a code by itself, whatever it came with. */
export function explainCode(code: string): ErrorCode | undefined {
  return findLine(code) ?? (deniesTask({ code, message: '' }) ? taskNotFound : undefined);
}

/** The line of the table for a code. */
function findLine(code: string): ErrorCode | undefined {
  return errorCodes.find((entry) =>
    typeof entry.code === 'string' ? entry.code === code : entry.code.test(code),
  );
}

export interface ReportedError {
  readonly code: string;
  readonly message: string;
  /** HTTP. It counts only where the code is unknown: one code comes with several. */
  readonly status: number;
}

/** What is known of an error that the service reports. */
export function classifyError(reported: ReportedError): ErrorCode {
  const known = findLine(reported.code);
  const isFault = reported.status >= 500 || reported.status === 429;
  const mayBeAboutTask = known === undefined ? !isFault : known.exit === 'usage';
  if (mayBeAboutTask && deniesTask(reported)) return taskNotFound;
  return known ?? (isFault ? unknownFault : unknownRefusal);
}

/** The error names the id of the task, or says that the task does not exist. */
function deniesTask({ code, message }: Pick<ReportedError, 'code' | 'message'>): boolean {
  if (/ExportId/i.test(`${code} ${message}`)) return true;
  return (
    /(?:^|Task|Export|Record|Data|Resource|Entity)\.?Not_?(?:Found|Exist)/i.test(code) ||
    /(?:task|export|任务).*(?:not? exist|not found|no longer exist|不存在)/i.test(message)
  );
}

export const unreadableAnswer = requireCode('UnreadableAnswer');
export const createAnswerLost = requireCode('CreateAnswerLost');
export const taskNotFound = requireCode('TaskNotFound');

function requireCode(code: string): ErrorCode {
  const entry = findLine(code);
  if (entry === undefined) throw new Error(`the table has no ${code}`);
  return entry;
}

const unknown: Pick<ErrorCode, 'code' | 'exit' | 'cause' | 'advice' | 'quotesService'> = {
  code: /^/,
  exit: 'unavailable',
  quotesService: true,
  cause: { en: 'the service reports an error', zh: '服务端报告错误' },
  advice: {
    en: 'If it stays, give the request id to the support of Alibaba Cloud.',
    zh: '如持续出现，请将请求 ID 提供给阿里云技术支持。',
  },
};
const unknownFault: ErrorCode = { ...unknown, get: 'yes', create: 'no' };
const unknownRefusal: ErrorCode = { ...unknown, ...noRetry };
