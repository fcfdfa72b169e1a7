import type { Answer } from '../http/answer.ts';
import { createCorruptBody, createSliceBody, emptyBody } from '../http/body.ts';
import { headerValue, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { Effects } from '../schema/fault-schema.ts';
import { parseByteRange } from './byte-range.ts';
import type { ObjectContent } from './object-content.ts';
import type { StoredObject } from './object-shelf.ts';
import { checkPreconditions } from './preconditions.ts';

export interface Delivery {
  readonly object: StoredObject;
  readonly content: ObjectContent;
  readonly effects: Effects;
  readonly requestId: string;
}

/**
 * The object, whole or in part, as the request's conditions and its Range have it.
 * @throws Refusal
 */
export function deliverObject(request: ReceivedRequest, delivery: Delivery): Answer {
  const { object, content, effects } = delivery;
  const condition = checkPreconditions(request, content, object.modifiedAt);
  if (condition.kind === 'failed') {
    throw new Refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold.',
      { Condition: condition.header, EC: '0015-00000106' },
    );
  }
  const headers = describeObject(delivery);
  if (condition.kind === 'not-modified') return { status: 304, headers, body: emptyBody };
  const body =
    effects.corruptAtByte === undefined
      ? content.body
      : createCorruptBody(content.body, effects.corruptAtByte);
  const { sizeBytes } = body;
  const asked = effects.noRanges === true ? undefined : headerValue(request, 'range');
  const standard = headerValue(request, 'x-oss-range-behavior') === 'standard';
  const range = parseByteRange(asked, sizeBytes, standard ? 'standard' : 'habitual');
  if (range.kind === 'whole') return { status: 200, headers, body };
  if (range.kind === 'unsatisfiable') throw createInvalidRange(asked ?? '', sizeBytes);
  const contentRange = `bytes ${range.start}-${range.end}/${sizeBytes}`;
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': contentRange },
    body: createSliceBody(body, range.start, range.end + 1),
  };
}

function createInvalidRange(asked: string, sizeBytes: number): Refusal {
  return new Refusal(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
    ActualObjectSize: sizeBytes,
    RangeRequested: asked,
    EC: '0017-00000902',
  });
}

/** The headers of an object, whole or in part: the digest is that of the whole one in both cases. */
function describeObject({ object, content, effects, requestId }: Delivery): Answer['headers'] {
  // Through bytes: half a surrogate pair becomes U+FFFD, which can be encoded.
  const fileName = Buffer.from(object.task.fileName).toString();
  return {
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    ...(effects.noRanges === true ? {} : { 'Accept-Ranges': 'bytes' }),
    ETag: content.etag,
    'Last-Modified': new Date(object.modifiedAt).toUTCString(),
    ...(content.contentMd5 === undefined ? {} : { 'Content-MD5': content.contentMd5 }),
    'x-oss-hash-crc64ecma': content.crc64,
    'x-oss-object-type': content.contentMd5 === undefined ? 'Multipart' : 'Normal',
    'x-oss-storage-class': 'Standard',
    'x-oss-request-id': requestId,
    'x-oss-server-time': '7',
    Server: 'AliyunOSS',
  };
}
