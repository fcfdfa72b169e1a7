import type { Text } from '../base/ui-language.ts';

/**
 * An AccessKey pair, or the temporary credentials of a session with its security token.
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
  /** AccessKey ID. Not a secret. */
  readonly accessKeyId: string;
  /** AccessKey Secret. Signs each request; never sent. */
  readonly accessKeySecret: string;
  /** Of a session; absent for a permanent AccessKey. */
  readonly securityToken?: string | undefined;
  /**
   * When temporary credentials expire, in epoch milliseconds. Ignored for a function of your own, which is
   * called before each request.
   */
  readonly expiresAt?: number | undefined;
}

/** Where credentials come from. Called before every request; renews credentials that are about to expire. */
export interface CredentialProvider {
  /** The source, for people: `environment variables`, `profile "prod" of ~/.aliyun/config.json`. Never a value. */
  readonly source: string;
  /** `source` in every language. Default: `source`. */
  readonly sourceText?: Text | undefined;
  /**
   * @param options.renew the service reported that the session has expired: bypass the cache
   * @throws SiemExportError with exit `auth`, or `unavailable` if a token service cannot be
   *   reached; the signal's reason when aborted
   */
  getCredentials(options: {
    readonly signal: AbortSignal;
    readonly renew?: boolean | undefined;
  }): Promise<Credentials>;
}
