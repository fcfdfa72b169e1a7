import type { SignedRequest } from '../../api/export-task.ts';
import { formatShellWord } from '../shell-words.ts';

/** The shell variable with the security token, which is never printed. */
export const tokenVariable = 'ALIBABA_CLOUD_SECURITY_TOKEN';

const tokenHeader = 'x-acs-security-token';

/** The request with the variable's name instead of the token. */
export function hideToken(request: SignedRequest): SignedRequest {
  if (!hasToken(request)) return request;
  return { ...request, headers: { ...request.headers, [tokenHeader]: `$${tokenVariable}` } };
}

export function hasToken({ headers }: SignedRequest): boolean {
  return headers[tokenHeader] !== undefined;
}

/** A command line for a POSIX shell that sends the request with curl, byte for byte. */
export function formatCurlCommand(request: SignedRequest): string {
  const { method, url, headers, body } = hideToken(request);
  const words = [
    `curl --request ${method} ${formatShellWord(url)}`,
    ...Object.entries(headers).map(([name, value]) =>
      name === tokenHeader
        ? `--header "${name}: ${value}"`
        : `--header ${formatShellWord(`${name}: ${value}`)}`,
    ),
    `--data-raw ${formatShellWord(body)}`,
  ];
  return words.join(' \\\n  ');
}
