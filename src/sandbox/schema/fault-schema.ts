import * as v from 'valibot';
import { isJsonObject } from '../../base/json.ts';
import { allowed } from './allowed.ts';
import { byteCount, fields, flag, milliseconds, text, wholeNumber, word } from './values.ts';

/** An answer that takes the place of the true one. Without a body of its own it is empty. */
const scriptedAnswer = v.pipe(
  fields({
    /** The HTTP status. Default: the usual one of `code`, else 200. */
    status: v.exactOptional(
      wholeNumber(200, allowed('an HTTP status, 200 to 599', 'HTTP 状态码，200 到 599'), 599),
    ),
    /** An error body with this code, in the form of the side: JSON of the API, XML of the store. */
    code: v.exactOptional(text),
    /** The message beside `code`. Default: the usual one. */
    message: v.exactOptional(text),
    /** The body as it is: HTML, XML, broken JSON. */
    body: v.exactOptional(text),
    /** Any JSON value. */
    json: v.exactOptional(v.unknown()),
    /** A body of this many spaces. */
    bodyBytes: v.exactOptional(byteCount),
    /** Default: that of JSON for the API, of XML for the store. */
    contentType: v.exactOptional(text),
  }),
  v.check(
    (answer) => ['code', 'body', 'json', 'bodyBytes'].filter((key) => key in answer).length <= 1,
    allowed(
      'at most one of code, body, json and bodyBytes',
      'code、body、json 和 bodyBytes 中最多一个',
    ),
  ),
);

/** What a fault does. Several may come together. */
const effectEntries = {
  /** The answer, and the work that it reports, begins that much later. */
  delayMs: v.exactOptional(milliseconds),
  /** `true`: nothing is done and no answer comes. A number: it stands still after so many bytes of body. */
  hang: v.exactOptional(
    v.union([flag, byteCount], allowed('true, or a number of bytes', 'true，或字节数')),
  ),
  /**
   * The connection is reset: `before` the request is carried out, `after` it was (so that its
   * answer is lost), or after about so many bytes of body.
   */
  reset: v.exactOptional(
    v.union(
      [v.picklist(['before', 'after']), byteCount],
      allowed('before, after, or a number of bytes', 'before、after，或字节数'),
    ),
  ),
  /** The body ends after exactly so many bytes, and the connection with it. */
  truncateAfterBytes: v.exactOptional(byteCount),
  /** An answer that takes the place of the true one; the request is not carried out. */
  answer: v.exactOptional(scriptedAnswer),
  /** Headers that are added to the answer, or take the place of its own; null leaves one out. */
  headers: v.exactOptional(
    v.record(
      v.string(),
      v.nullable(text),
      allowed(
        'an object of texts; null leaves a header out',
        '值为文本的对象；null 表示去掉该标头',
      ),
    ),
  ),
  /** Elements of the API's answer that take the place of its own; null leaves one out. */
  elements: v.exactOptional(
    v.custom<object>(
      isJsonObject,
      allowed("an object of the answer's elements", '由响应元素组成的对象'),
    ),
  ),
  /** The body comes no faster, on each connection. */
  bytesPerSecond: v.exactOptional(wholeNumber(1)),
  /** Content-Length says so many bytes more than the body has, or fewer. */
  contentLengthOff: v.exactOptional(
    wholeNumber(Number.MIN_SAFE_INTEGER, allowed('a whole number', '整数')),
  ),
  /** No Content-Length: the body comes in chunks. */
  noLength: v.exactOptional(flag),
  /** The body is compressed on the way: no ETag, no length, no ranges. */
  gzip: v.exactOptional(flag),
  /** One bit of the object's byte at this offset is turned over; its digests stay. Store only. */
  corruptAtByte: v.exactOptional(byteCount),
  /** The object is replaced by another one, with a new ETag, before it is answered. Store only. */
  replaceObject: v.exactOptional(flag),
  /** The Links given so far expire, before the request is answered. Store only. */
  expireLinks: v.exactOptional(flag),
  /** Range is not heard. Store only. */
  noRanges: v.exactOptional(flag),
};

/** The keys of a fault that say when it plays; the others say what it does. */
export const selectionKeys: readonly string[] = ['on', 'where', 'after', 'every', 'times'];
const storeOnly = ['corruptAtByte', 'replaceObject', 'expireLinks', 'noRanges'] as const;

/** Which requests a fault meets, and what it does to them. */
export const faultSchema = v.pipe(
  fields({
    /** The kind of request. */
    on: word(['GetExportTask', 'CreateExportTask', 'store']),
    /**
     * Only requests with these parameters (`ExportId`, `RoleFor`, `RegionId`, …), as texts. A request
     * to the store has the ExportId, RoleFor and RegionId of the task that the object belongs to.
     */
    where: v.optional(
      v.record(v.string(), text, allowed('an object of texts', '值为文本的对象')),
      {},
    ),
    /** So many of these requests pass first. Default: 0. */
    after: v.optional(wholeNumber(0), 0),
    /** Of those that follow the first one and then each n-th is met. Default: 1, all of them. */
    every: v.optional(wholeNumber(1), 1),
    /** So many are met, then no more. Default: no end. */
    times: v.exactOptional(wholeNumber(1)),
    ...effectEntries,
  }),
  v.check(
    (fault) => Object.keys(fault).some((key) => !selectionKeys.includes(key)),
    allowed(
      `a fault that does something: at least one of ${Object.keys(effectEntries).join(', ')}`,
      `有实际作用的故障：至少含有 ${Object.keys(effectEntries).join('、')} 之一`,
    ),
  ),
  v.check(
    (fault) => fault.on === 'store' || !storeOnly.some((key) => key in fault),
    allowed(
      `${storeOnly.join(', ')} with "on": "store" only`,
      `${storeOnly.join('、')} 只能与 "on": "store" 一起使用`,
    ),
  ),
);

export type Fault = v.InferOutput<typeof faultSchema>;
export type Effects = v.InferOutput<v.StrictObjectSchema<typeof effectEntries, string>>;
export type ScriptedAnswer = v.InferOutput<typeof scriptedAnswer>;
export type FaultTarget = Fault['on'];
