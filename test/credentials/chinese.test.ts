import { describe, expect, it } from 'vitest';
import { isSiemExportError } from '../../src/base/errors.ts';
import { startServer } from '../helpers/with-server.ts';
import { refuseStsCall, startFakeSts } from './fake-sts.ts';
import { createBench, createCliHome, createHome, sharedIni, signal, write } from './setup.ts';

type World = Parameters<typeof createBench>[0];

const ak = { access_key_id: 'LTAI5tSomeKey', access_key_secret: 'SecretOfSomeKey' };
const role = { ram_role_arn: 'acs:ram::1:role/r', mode: 'RamRoleArn' };

const profile = async (fields: object): Promise<World> => ({
  home: await createCliHome({ name: 'p', ...fields }),
});
const environment = async (env: Record<string, string>): Promise<World> => ({
  home: await createHome(),
  env,
});

/** Message and hint of each kind of error. */
const worlds: readonly (readonly [string, () => Promise<World>, RegExp, RegExp])[] = [
  ['no credentials', () => environment({}), /^未找到凭证$/, /aliyun configure/],
  [
    'half a pair',
    () => environment({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'x' }),
    /^已设置 ALIBABA_CLOUD_ACCESS_KEY_ID，但未设置 ALIBABA_CLOUD_ACCESS_KEY_SECRET$/,
    /清除/,
  ],
  [
    'half of OIDC',
    () => environment({ ALIBABA_CLOUD_OIDC_TOKEN_FILE: 'x' }),
    /^已设置 ALIBABA_CLOUD_OIDC_TOKEN_FILE，但未设置 ALIBABA_CLOUD_OIDC_PROVIDER_ARN、ALIBABA_CLOUD_ROLE_ARN$/,
    /清除/,
  ],
  [
    'a missing field',
    () => profile({ mode: 'AK', access_key_id: 'x' }),
    /^~\/\.aliyun\/config\.json 的配置 "p"缺少 access_key_secret$/,
    /aliyun configure/,
  ],
  [
    'an invalid secret',
    () => profile({ ...ak, access_key_secret: 'two words' }),
    /的 access_key_secret 含有空白/,
    /重新填写/,
  ],
  [
    'another profile',
    async () => ({ ...(await profile(ak)), profile: 'q' }),
    /^配置 "q"（--profile）不存在：~\/\.aliyun\/config\.json 中有 "p"$/,
    /--profile/,
  ],
  ['a deprecated mode', () => profile({ mode: 'Anonymous' }), /无法为此 API/, /请改用 OAuth/],
  ['an unknown mode', () => profile({ mode: 'Magic' }), /模式 "Magic" 不受支持/, /支持的模式/],
  [
    'an expired session',
    () => profile({ ...ak, mode: 'CloudSSO', sts_token: 'x', sts_expiration: 1 }),
    /的 CloudSSO 会话已过期$/,
    /^请重新登录：aliyun configure --profile p --mode CloudSSO$/,
  ],
  [
    'a broken file',
    async () => {
      const home = await createHome();
      await write(home, '.aliyun/config.json', '{');
      return { home };
    },
    /不是 JSON$/,
    /修正该文件/,
  ],
  [
    'a type of the shared file',
    async () => {
      const home = await createHome();
      await write(home, sharedIni, '[default]\ntype=magic\n');
      return { home };
    },
    /类型 "magic" 不受支持/,
    /支持的类型：access_key/,
  ],
  [
    'a token service that refuses',
    async () => {
      const sts = await startFakeSts();
      sts.responses.push(refuseStsCall(403, 'NoPermission', 'no'));
      return await profile({ ...ak, ...role, sts_endpoint: sts.url });
    },
    /^127\.0\.0\.1:\d+ 拒绝了 AssumeRole：no$/,
    /sts:AssumeRole 权限/,
  ],
  [
    'a token service that is busy',
    async () => {
      const sts = await startFakeSts();
      sts.responses.push({ status: 503, body: 'busy' });
      return await profile({ ...ak, ...role, sts_endpoint: sts.url });
    },
    /^无法获取凭证：127\.0\.0\.1:\d+ 返回 HTTP 503$/,
    /稍后重试/,
  ],
  [
    'a credentials URI',
    async () => {
      const { url } = await startServer((_, response) => response.end('no'));
      return await environment({ ALIBABA_CLOUD_CREDENTIALS_URI: url });
    },
    /^ALIBABA_CLOUD_CREDENTIALS_URI 未提供凭证：127\.0\.0\.1:\d+ 返回的不是 JSON 对象$/,
    /凭证来源/,
  ],
  [
    'a command',
    () => profile({ mode: 'External', process_command: '/does/not/exist' }),
    /的 process_command（"\/does\/not\/exist"）无法运行（ENOENT）$/,
    /手动运行/,
  ],
  [
    'an ECS role',
    async () => {
      const { url } = await startServer((_, response) => response.writeHead(404).end());
      return { ...(await profile({ mode: 'EcsRamRole' })), metadataUrl: url };
    },
    /^ECS 角色未提供凭证：本实例没有该角色$/,
    /凭证来源/,
  ],
];

describe('an error of the credentials, for a Chinese reader', () => {
  it.each(worlds)('(%s) is in Chinese', async (_, createWorld, message, hint) => {
    const { provider } = createBench(await createWorld());
    const error: unknown = await provider.getCredentials({ signal }).catch((e: unknown) => e);
    if (!isSiemExportError(error)) throw new Error(`no error of ours: ${String(error)}`);
    const chinese = error.textIn('zh');
    expect(chinese.message).toMatch(message);
    expect(chinese.hint).toMatch(hint);
    expect(error.message).not.toMatch(/\p{Script=Han}/u);
  });
});
