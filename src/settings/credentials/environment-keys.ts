import type { Environment } from '../../base/context.ts';
import { SiemExportError } from '../../base/errors.ts';
import { checkKeys, type FoundCredentials } from './check-keys.ts';

const id = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const secret = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const token = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/**
 * The keys of the environment; an empty variable counts as unset.
 * @throws SiemExportError when only half of a pair is set, naming the missing half
 */
export function readEnvironmentKeys(env: Environment): FoundCredentials | undefined {
  const accessKeyId = env[id] || undefined;
  const accessKeySecret = env[secret] || undefined;
  if (accessKeyId === undefined && accessKeySecret === undefined) return undefined;
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    const [set, missing] = accessKeyId === undefined ? [secret, id] : [id, secret];
    throw new SiemExportError('HalfCredentials', 'auth', `${set} is set, but ${missing} is not`, {
      hint: `Set ${missing} too, or unset ${set}.`,
    });
  }
  const source = 'environment variables';
  const securityToken = env[token] || undefined;
  return {
    source,
    credentials: checkKeys({ accessKeyId, accessKeySecret, securityToken }, source),
  };
}
