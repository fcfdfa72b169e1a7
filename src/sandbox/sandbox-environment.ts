import { standardKey } from './keys.ts';

/** What would make a process use other keys, another endpoint or other defaults: empty is as good as not set. */
const takenAway = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_ACCESS_KEY_ID',
  'ALIBABACLOUD_ACCESS_KEY_SECRET',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'ALICLOUD_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY_SECRET',
  'ALICLOUD_SECURITY_TOKEN',
  'ALIBABA_CLOUD_PROFILE',
  'ALIBABA_CLOUD_CREDENTIALS_FILE',
  'ALIBABA_CLOUD_CREDENTIALS_URI',
  'ALIBABA_CLOUD_ROLE_ARN',
  'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
  'ALIBABA_CLOUD_ROLE_SESSION_NAME',
  'ALIBABA_CLOUD_ECS_METADATA',
  'SIEM_EXPORT_ROLE_FOR',
  'SIEM_EXPORT_VPC',
];

/** Hosts that no proxy may stand before; both cases are in use. */
const noProxy = '127.0.0.1,localhost';

/** The variables that point a process at the sandbox, and at nothing else. */
export function createSandboxEnvironment(endpoint: string): Record<string, string> {
  return {
    SIEM_EXPORT_ENDPOINT: endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: standardKey.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: standardKey.accessKeySecret,
    SIEM_EXPORT_REGION: 'cn-hangzhou',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    ...Object.fromEntries(takenAway.map((name) => [name, ''])),
  };
}
