import * as v from 'valibot';
import {
  allowed,
  digits,
  elements,
  fields,
  milliseconds,
  text,
  wholeNumber,
  word,
} from './values.ts';

/* The keys are described in scenario-types.ts. */

const percent = v.pipe(
  v.number(allowed('a number', '数字')),
  v.finite(allowed('a number', '数字')),
);

const linkForms = ['v1', 'v2', 'v4', 's3', 'unsigned'] as const;

const progressShapes = [
  'linear',
  'front-loaded',
  'back-loaded',
  'uneven',
  'steps',
  'stuck',
  'jump',
] as const;

const shapeEntries = {
  durationMs: v.optional(
    v.union(
      [milliseconds, v.pipe(v.tuple([milliseconds, milliseconds]), v.readonly())],
      allowed(
        'a whole number of milliseconds, or two: [least, most]',
        '整数毫秒，或两个数：[最短, 最长]',
      ),
    ),
    8000,
  ),
  progress: v.optional(
    v.union(
      [v.picklist(progressShapes), v.pipe(v.array(percent), v.nonEmpty(), v.readonly())],
      allowed(
        `${progressShapes.join(', ')}, or a list of numbers`,
        `${progressShapes.join('、')}，或数字列表`,
      ),
    ),
    'uneven',
  ),
  finalProgress: v.exactOptional(percent),
  stallAtProgress: v.exactOptional(percent),
  statuses: v.optional(
    v.pipe(v.array(fields({ afterMs: milliseconds, status: text })), v.readonly()),
    [{ afterMs: 0, status: 'exporting' }],
  ),
  finalStatus: v.optional(text, 'success'),
  linkDelayMs: v.optional(milliseconds, 0),
  linkTtlMs: v.optional(milliseconds, 1_800_000),
  linkForm: v.optional(word(linkForms), 'v1'),
  fileName: v.exactOptional(text),
  rows: v.optional(wholeNumber(1), 360),
  sizeBytes: v.exactOptional(
    wholeNumber(
      16_384,
      allowed('a whole number of bytes, 16384 to 4294000000', '整数字节，16384 到 4294000000'),
      4_294_000_000,
    ),
  ),
  elements: v.optional(elements, {}),
};

export const createdTasksSchema = fields({
  ...shapeEntries,
  firstId: v.optional(digits, '500001'),
});

const taskFields = fields({
  id: v.exactOptional(digits),
  from: v.exactOptional(digits),
  to: v.exactOptional(digits),
  region: v.optional(word(['cn-hangzhou', 'ap-southeast-1']), 'cn-hangzhou'),
  account: v.exactOptional(digits),
  ...shapeEntries,
});

export type TaskDefinition = v.InferOutput<typeof taskFields>;
export const taskSchema = v.pipe(
  taskFields,
  v.check<TaskDefinition, string>(
    hasIds,
    allowed(
      'a task with an id, or with from and to, from not after to',
      '带有 id 的任务，或带有 from 和 to 且 from 不大于 to 的任务',
    ),
  ),
);

function hasIds({ id, from, to }: Pick<TaskDefinition, 'id' | 'from' | 'to'>): boolean {
  return id === undefined
    ? from !== undefined && to !== undefined && BigInt(from) <= BigInt(to)
    : from === undefined && to === undefined;
}

export type TaskShape = v.InferOutput<v.StrictObjectSchema<typeof shapeEntries, string>>;
export type DataRegion = TaskDefinition['region'];
