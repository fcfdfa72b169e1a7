import { withTimeout } from '../../base/deadline.ts';
import { isSiemExportError } from '../../base/errors.ts';
import type { Localized } from '../../base/ui-language.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { HttpResponse } from '../../network/http-client.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { raise } from '../codes.ts';
import type { SourceContext } from '../credential-source.ts';
import { isTrue } from '../environment-variable.ts';
import { parseCredentialsResponse } from './credentials-uri.ts';
import { texts } from './texts.ts';
import { askService, type ServiceRequest } from './token-service.ts';

/** For all requests together. */
const timeoutMs = 1000;
/**
 * Outside Alibaba Cloud, packets to this address may be dropped, and a user without credentials should
 * learn it soon. On an instance, the metadata responds within milliseconds.
 */
const probeConnectTimeoutMs = 300;
const tokenSeconds = 21_600;
const rolePath = '/latest/meta-data/ram/security-credentials/';

export interface EcsRole {
  /** Default: the role that the metadata names. */
  readonly name?: string | undefined;
  /** The role was not asked for: it is tried because no other source exists. */
  readonly isProbe?: boolean;
}

/**
 * Credentials of the role of this ECS instance.
 * https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 *
 * @throws SiemExportError with exit `auth`, whatever went wrong
 */
export async function fetchEcsRole(
  { name: roleName, isProbe = false }: EcsRole,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const { clock } = context;
  if (isTrue(context.env, 'ALIBABA_CLOUD_ECS_METADATA_DISABLED')) {
    throw refuseMetadata(texts.metadataDisabled, texts.metadataDisabledHint);
  }
  const createError = () => refuseMetadata(texts.tooSlow(texts.metadata, timeoutMs / 1000));
  return await withTimeout({ timeoutMs, clock, signal, createError }, async (limited) => {
    const connectTimeoutMs = isProbe ? probeConnectTimeoutMs : undefined;
    const read = await openMetadata(context, { signal: limited, connectTimeoutMs });
    const name = roleName ?? (await read(rolePath)).split('\n')[0]?.trim() ?? '';
    if (name === '') throw refuseMetadata(texts.noRole);
    const response = await read(`${rolePath}${encodeURIComponent(name)}`);
    const place = texts.ecsRole(toPlainText(name));
    return parseCredentialsResponse(response, { from: texts.metadata, place }, context);
  });
}

type Limits = Pick<ServiceRequest, 'signal' | 'connectTimeoutMs'>;

/** @returns a function that reads a path of the metadata */
async function openMetadata(
  context: SourceContext,
  limits: Limits,
): Promise<(path: string) => Promise<string>> {
  const token = await fetchToken(context, limits);
  context.redactor.addSecret(token);
  const headers: Record<string, string> =
    token === undefined ? {} : { 'x-aliyun-ecs-metadata-token': token };
  return async (path) => {
    const url = new URL(path, context.metadataUrl);
    const { status, body } = await ask({ method: 'GET', url, headers, ...limits }, context);
    if (status === 200) return body.toString();
    if (status === 404) throw refuseMetadata(texts.noSuchRole);
    throw refuseMetadata(texts.returned(texts.metadata, status));
  };
}

/** Version 2 of the metadata requires a token. If it issues none, version 1 may still be enabled. */
async function fetchToken(context: SourceContext, limits: Limits): Promise<string | undefined> {
  const url = new URL('/latest/api/token', context.metadataUrl);
  const headers = { 'x-aliyun-ecs-metadata-token-ttl-seconds': String(tokenSeconds) };
  const request = { method: 'PUT' as const, url, headers, ...limits };
  const { status, body } = await ask(request, context);
  if (status === 200) return body.toString().trim();
  if (isTrue(context.env, 'ALIBABA_CLOUD_IMDSV1_DISABLED')) {
    throw refuseMetadata(texts.versionOneDisabled(status));
  }
  return undefined;
}

async function ask(
  request: Omit<ServiceRequest, 'action'>,
  context: SourceContext,
): Promise<HttpResponse> {
  try {
    return await askService({ action: 'InstanceMetadata', ...request }, context);
  } catch (error) {
    if (!isSiemExportError(error)) throw error;
    throw refuseMetadata(texts.metadataUnreachable(error.code));
  }
}

function refuseMetadata(reason: Localized, hint?: Localized) {
  return raise('CredentialsRefused', { message: texts.noEcsCredentials(reason), hint });
}
