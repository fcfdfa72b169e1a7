import { apiCodes, findApiCode } from '../codes.ts';
import { noRetry, type ApiCode } from './api-code.ts';

/** What is known about a code, whatever it came with. */
export function explainCode(code: string): ApiCode | undefined {
  const known = findApiCode(code);
  return known ?? (deniesTask({ code, message: '' }) ? apiCodes.TaskNotFound : undefined);
}

export interface ReportedError {
  readonly code: string;
  readonly message: string;
  /** HTTP. Decides for unknown codes only: the service sends one code with several statuses. */
  readonly status: number;
}

/** What is known about an error that the service reports. */
export function classifyError(reported: ReportedError): ApiCode {
  const known = findApiCode(reported.code);
  const isFault = reported.status >= 500 || reported.status === 429;
  const mayBeAboutTask = known === undefined ? !isFault : known.exit === 'usage';
  if (mayBeAboutTask && deniesTask(reported)) return apiCodes.TaskNotFound;
  return known ?? (isFault ? unknownFault : unknownRefusal);
}

/** The error names the export id, or says that the task does not exist. */
function deniesTask({ code, message }: Pick<ReportedError, 'code' | 'message'>): boolean {
  if (/ExportId/i.test(`${code} ${message}`)) return true;
  return (
    /(?:^|Task|Export|Record|Data|Resource|Entity)\.?Not_?(?:Found|Exist)/i.test(code) ||
    /(?:task|export|任务).*(?:not? exist|not found|no longer exist|不存在)/i.test(message)
  );
}

const unknown = {
  exit: 'unavailable',
  quotesService: true,
  cause: { en: 'the service reported an error', zh: '服务端报告了错误' },
  advice: {
    en: 'If it persists, contact Alibaba Cloud support and quote the request id.',
    zh: '如持续出现，请将请求 ID 提供给阿里云技术支持。',
  },
} as const;
const unknownFault: ApiCode = { ...unknown, get: 'yes', create: 'no', retryable: true };
const unknownRefusal: ApiCode = { ...unknown, ...noRetry, retryable: false };
