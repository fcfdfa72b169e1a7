import { headerValue, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';

export type FormParameters = ReadonlyMap<string, string>;

const formType = 'application/x-www-form-urlencoded';

/**
 * The parameters of a form body.
 * @throws Refusal where the body is no form, or not UTF-8, or a name comes twice, is unknown or has no value
 */
export function parseForm(request: ReceivedRequest, known: readonly string[]): FormParameters {
  if (request.body.length === 0) return new Map();
  const type = headerValue(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== formType) {
    throw new Refusal(
      400,
      'InvalidParameter',
      `The Content-Type of the request is not ${formType}.`,
    );
  }
  const parameters = new Map<string, string>();
  for (const pair of request.body.toString('latin1').split('&')) {
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    const value = decode(at < 0 ? '' : pair.slice(at + 1));
    if (!known.includes(name)) throw invalidParameter(name, 'there is no such parameter');
    if (parameters.has(name)) throw invalidParameter(name, 'it is there twice');
    if (value === '') throw invalidParameter(name, 'it is empty');
    parameters.set(name, value);
  }
  return parameters;
}

export function invalidParameter(name: string, reason: string): Refusal {
  return new Refusal(
    400,
    'InvalidParameter',
    `The specified parameter "${name}" is not valid: ${reason}.`,
  );
}

/** A plus is a space, an escape is one byte, and the bytes are UTF-8. */
function decode(text: string): string {
  const escaped = text
    .replaceAll('+', ' ')
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw new Refusal(400, 'InvalidParameter', 'The body of the request is not a form in UTF-8.');
  }
}
