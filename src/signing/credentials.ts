import type { Text } from '../base/ui-language.ts';

/** A key pair, with the token of the session where it is a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a session; absent for a key pair that lasts. */
  readonly securityToken?: string | undefined;
  /** Epoch milliseconds at which a temporary key pair ends. */
  readonly expiresAt?: number | undefined;
}

/** Where keys come from. Long waits ask again before every request; a provider renews what is about to end. */
export interface CredentialProvider {
  /** The source, for people: `environment variables`, `profile "prod" of ~/.aliyun/config.json`. Never a value. */
  readonly source: string;
  /** The same in every language; absent: `source` stands for itself. */
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
