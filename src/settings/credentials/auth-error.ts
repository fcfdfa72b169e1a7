import { SiemExportError, type ErrorText, type SiemExportErrorOptions } from '../../base/errors.ts';

/** The tool's own codes for credentials that cannot be had; a token service adds its own. */
export type AuthErrorCode =
  | 'CredentialsNotFound'
  /** A half-set environment, a missing field. */
  | 'CredentialsIncomplete'
  /** A value or a file that is not what it should be. */
  | 'CredentialsMalformed'
  | 'ProfileNotFound'
  | 'ProfileModeNotSupported'
  /** A session that only the user can renew. */
  | 'SessionExpired'
  /** A command, a URI or the instance metadata that gave no keys. */
  | 'CredentialsRefused';

/**
 * @param message without any value of a secret; nor is there a cause, for that would be printed too
 */
export function createAuthError(
  code: AuthErrorCode,
  message: ErrorText,
  options: Pick<SiemExportErrorOptions, 'hint' | 'status' | 'requestId'> = {},
): SiemExportError {
  return new SiemExportError(code, 'auth', message, options);
}
