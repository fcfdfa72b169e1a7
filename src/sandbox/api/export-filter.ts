import { invalidParameter } from './form-parameters.ts';

/** What a key of ExportTaskParameter may have as its value; docs/create.md says where each is known from. */
const rules: Readonly<
  Record<string, readonly [allowed: string, isValid: (value: unknown) => boolean]>
> = {
  IncidentName: ['a text', isText],
  IncidentStatus: ['"0", "1", "5" or "10"', (value) => isOneOf(value, ['0', '1', '5', '10'])],
  ThreatLevel: [
    'a list of "1" to "5"',
    (value) =>
      Array.isArray(value) && value.every((level) => isOneOf(level, ['1', '2', '3', '4', '5'])),
  ],
  IncidentUuids: ['a text', isText],
  StartTime: ['an integer, in epoch milliseconds', isMoment],
  EndTime: ['an integer, in epoch milliseconds', isMoment],
};

/**
 * Unknown keys pass: the service may have filters that no document names.
 * @throws Refusal if the text is not a JSON object, or a known key has a value that it cannot have
 */
export function validateFilter(text: string): void {
  for (const [key, value] of Object.entries(parseObject(text))) {
    const [allowed, isValid] = (Object.hasOwn(rules, key) ? rules[key] : undefined) ?? anything;
    if (isValid(value)) continue;
    throw invalidParameter('ExportTaskParameter', `${key} is not ${allowed}`);
  }
}

const anything = ['', () => true] as const;

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalidParameter('ExportTaskParameter', 'it is not a JSON object');
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isOneOf(value: unknown, allowed: readonly string[]): boolean {
  return typeof value === 'string' && allowed.includes(value);
}

function isMoment(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
