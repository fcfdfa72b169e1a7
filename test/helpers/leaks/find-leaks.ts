/** A text that the program wrote: to a stream, into an event, or into a file. */
export interface Written {
  /** The test, and the command line or the file. */
  readonly where: string;
  readonly text: string;
  /**
   * What the contract has there: the Link of a task as a JSON value, a Link anywhere, the signed request
   * of a dry run, or the keys that `sandbox` prints for the shell. Absent: no secret at all.
   */
  readonly shows?: 'link-value' | 'link' | 'signed-request' | 'sandbox-keys' | undefined;
}

/** A secret that a test used. */
export interface UsedSecret {
  readonly value: string;
  readonly kind: 'key' | 'link';
}

export interface Leak {
  readonly where: string;
  /** What leaked, and around it what was written; the secret is a test's. */
  readonly what: string;
}

/** Everywhere that something secret was written: by its value in any form, or by the shape of its name. */
export function findLeaks(
  texts: readonly Written[],
  secrets: readonly UsedSecret[],
): readonly Leak[] {
  return texts.flatMap(({ where, text, shows }) => {
    const shown = shows === 'link-value' ? withoutLinkValues(text) : text;
    return [
      ...secrets
        .filter(({ kind }) => !isAllowed(kind, shows))
        .flatMap(({ value }) => formsOf(value))
        .filter((form) => shown.includes(form))
        .map((form) => describeLeak(where, form, shown)),
      ...(shows === undefined || shows === 'link-value' ? findShapes(where, shown) : []),
    ];
  });
}

function isAllowed(kind: UsedSecret['kind'], shows: Written['shows']): boolean {
  return (kind === 'link' && shows === 'link') || (kind === 'key' && shows === 'sandbox-keys');
}

/** `"Link":"…"` is what `--json` and `--events` are asked for. */
function withoutLinkValues(text: string): string {
  return text.replace(/("Link":\s*")(?:[^"\\]|\\.)*"/g, '$1"');
}

/** As it is; as a URL, a signature's text and JSON have it; and as basic authentication has it. */
function formsOf(value: string): readonly string[] {
  const encoded = encodeURIComponent(value);
  const forms = [value, encoded, encodeURIComponent(encoded), JSON.stringify(value).slice(1, -1)];
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  return [...new Set([...forms, base64])];
}

/** What no text may hold, whether or not a test knew the value. */
const shapes = [
  /\b(?:x-oss-signature|x-amz-signature|signature|(?:x-oss-|x-amz-|x-acs-)?security-token|x-oss-credential)=(?!\*\*\*|%2A)[^\s&"'*]{6,}/i,
  /\bACS3-HMAC-SHA256 Credential=[^\s*]/,
  /\b(?:Basic|Bearer) (?=[\w+/=-]*[\d+/=])[\w+/=-]{12,}/,
];

function findShapes(where: string, text: string): readonly Leak[] {
  return shapes.flatMap((shape) => {
    const found = shape.exec(text)?.[0];
    return found === undefined ? [] : [describeLeak(where, found, text)];
  });
}

function describeLeak(where: string, secret: string, text: string): Leak {
  const at = text.indexOf(secret);
  const around = text.slice(Math.max(0, at - 60), at + secret.length + 20);
  return { where, what: `${JSON.stringify(secret)} in ${JSON.stringify(around)}` };
}
