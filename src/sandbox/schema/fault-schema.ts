import * as v from 'valibot';
import {
  allowed,
  byteCount,
  elements,
  fields,
  flag,
  milliseconds,
  text,
  wholeNumber,
  word,
} from './values.ts';

/* The keys are described in scenario-types.ts. */

const scriptedAnswer = v.pipe(
  fields({
    status: v.exactOptional(
      wholeNumber(200, allowed('an HTTP status, 200 to 599', 'HTTP 状态码，200 到 599'), 599),
    ),
    code: v.exactOptional(text),
    message: v.exactOptional(text),
    body: v.exactOptional(text),
    json: v.exactOptional(v.unknown()),
    bodyBytes: v.exactOptional(byteCount),
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

const effectEntries = {
  delayMs: v.exactOptional(milliseconds),
  hang: v.exactOptional(
    v.union([flag, byteCount], allowed('true, or a number of bytes', 'true，或字节数')),
  ),
  reset: v.exactOptional(
    v.union(
      [v.picklist(['before', 'after']), byteCount],
      allowed('before, after, or a number of bytes', 'before、after，或字节数'),
    ),
  ),
  truncateAfterBytes: v.exactOptional(byteCount),
  answer: v.exactOptional(scriptedAnswer),
  headers: v.exactOptional(
    v.record(
      v.string(),
      v.nullable(text),
      allowed(
        'an object of texts; null leaves a header out',
        '值为文本的对象；null 表示移除该标头',
      ),
    ),
  ),
  elements: v.exactOptional(elements),
  bytesPerSecond: v.exactOptional(wholeNumber(1)),
  contentLengthOff: v.exactOptional(
    wholeNumber(Number.MIN_SAFE_INTEGER, allowed('a whole number', '整数')),
  ),
  noLength: v.exactOptional(flag),
  gzip: v.exactOptional(flag),
  corruptAtByte: v.exactOptional(byteCount),
  replaceObject: v.exactOptional(flag),
  expireLinks: v.exactOptional(flag),
  noRanges: v.exactOptional(flag),
};

/** The keys that say which requests a fault affects; the others say what it does. */
export const selectionKeys: readonly string[] = ['on', 'where', 'after', 'every', 'times'];
const storeOnly = ['corruptAtByte', 'replaceObject', 'expireLinks', 'noRanges'] as const;

export const faultSchema = v.pipe(
  fields({
    on: word(['GetExportTask', 'CreateExportTask', 'store']),
    where: v.optional(
      v.record(v.string(), text, allowed('an object of texts', '值为文本的对象')),
      {},
    ),
    after: v.optional(wholeNumber(0), 0),
    every: v.optional(wholeNumber(1), 1),
    times: v.exactOptional(wholeNumber(1)),
    ...effectEntries,
  }),
  v.check(
    (fault) => Object.keys(fault).some((key) => !selectionKeys.includes(key)),
    allowed(
      `a fault that does something: at least one of ${Object.keys(effectEntries).join(', ')}`,
      `至少有一种作用的故障： ${Object.keys(effectEntries).join('、')} 之一`,
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
