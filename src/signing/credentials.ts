import type { Text } from '../base/ui-language.ts';

/**
 * A key pair, with the token of the session where it is a temporary one.
 *
 * @example
 * ```ts
 * import { getExportTask, type Credentials } from 'siem-export';
 *
 * const { MY_KEY_ID = '', MY_KEY_SECRET = '' } = process.env;
 * const credentials: Credentials = { accessKeyId: MY_KEY_ID, accessKeySecret: MY_KEY_SECRET };
 * console.log((await getExportTask('400185', { credentials })).state);
 * ```
 */
export interface Credentials {
  /** Names the key pair; no secret. */
  readonly accessKeyId: string;
  /** Signs each request, and is never sent. */
  readonly accessKeySecret: string;
  /** Of a session; absent for a key pair that lasts. */
  readonly securityToken?: string | undefined;
  /**
   * Epoch milliseconds at which a temporary key pair ends. Of keys of your own it is not looked at: your
   * function is asked before each request.
   */
  readonly expiresAt?: number | undefined;
}

/** Where keys come from. Long waits ask again before every request; a provider renews what is about to end. */
export interface CredentialProvider {
  /** The source, for people: `environment variables`, `profile "prod" of ~/.aliyun/config.json`. Never a value. */
  readonly source: string;
  /** The same in every language. Default: `source`. */
  readonly sourceText?: Text | undefined;
  /**
   * @param options.renew the service said that the session has expired: do not answer from memory
   * @throws SiemExportError with exit `auth`, or `unavailable` where a token service cannot be
   *   reached; the signal's reason when aborted
   */
  getCredentials(options: {
    readonly signal: AbortSignal;
    readonly renew?: boolean | undefined;
  }): Promise<Credentials>;
}
