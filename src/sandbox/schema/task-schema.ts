import * as v from 'valibot';
import { isJsonObject } from '../../base/json.ts';
import { allowed } from './allowed.ts';
import { digits, fields, milliseconds, text, wholeNumber, word } from './values.ts';

const percent = v.pipe(
  v.number(allowed('a number', '数字')),
  v.finite(allowed('a number', '数字')),
);

/** Where in a bucket Links are signed, and how: the four forms of OSS, or not at all. */
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

/** How tasks of one kind go: the time they take, what they say meanwhile, what comes out. */
const taskShapeEntries = {
  /**
   * From the first time that the task is asked for, or from its creation, until it ends. Two
   * numbers: each task of a range takes a time between them, always the same one. Default: 8000.
   */
  durationMs: v.optional(
    v.union(
      [milliseconds, v.tuple([milliseconds, milliseconds])],
      allowed(
        'a whole number of milliseconds, or two: [least, most]',
        '整数毫秒，或两个数：[最短, 最长]',
      ),
    ),
    8000,
  ),
  /**
   * How `Progress` rises: evenly (`linear`), fast first (`front-loaded`), fast last
   * (`back-loaded`), by fits and starts (`uneven`), in fifths (`steps`), to 99 in half of the time
   * (`stuck`), not at all before the end (`jump`); or what it is at moments evenly spread over the
   * duration, as it stands, also below 0, above 100 or falling. Default: `uneven`.
   */
  progress: v.optional(
    v.union(
      [v.picklist(progressShapes), v.pipe(v.array(percent), v.nonEmpty())],
      allowed(
        `${progressShapes.join(', ')}, or a list of numbers`,
        `${progressShapes.join('、')}，或数字的列表`,
      ),
    ),
    'uneven',
  ),
  /** `Progress` once the task has ended. Default: 100, and what was reached where it did not end well. */
  finalProgress: v.exactOptional(percent),
  /** The task gets as far as this `Progress`, and never ends. */
  stallAtProgress: v.exactOptional(percent),
  /** What `ExportStatus` says while the task runs, from when on. Default: `exporting`. */
  statuses: v.optional(v.array(fields({ afterMs: milliseconds, status: text })), [
    { afterMs: 0, status: 'exporting' },
  ]),
  /** What it says at the end. Only `success` has a Link. Default: `success`. */
  finalStatus: v.optional(text, 'success'),
  /** For how long after the end the Link is still missing. Default: 0. */
  linkDelayMs: v.optional(milliseconds, 0),
  /** For how long a Link is valid. Default: 30 minutes. */
  linkTtlMs: v.optional(milliseconds, 1_800_000),
  /** How the Link is signed. Default: `v1`. */
  linkForm: v.optional(word(linkForms), 'v1'),
  /** `FileName` as it is. Default: `event_<account>_<milliseconds>.xlsx`. */
  fileName: v.exactOptional(text),
  /** How many incidents the workbook lists. Default: 360, about 47 kB. */
  rows: v.optional(wholeNumber(1), 360),
  /** A workbook of exactly this size instead, made while it is sent: 16 kB to 4 GB. */
  sizeBytes: v.exactOptional(
    wholeNumber(
      16_384,
      allowed('a whole number of bytes, 16384 to 4294000000', '整数字节，16384 到 4294000000'),
      4_294_000_000,
    ),
  ),
  /** Elements that take the place of the answer's own; null leaves one out. */
  elements: v.optional(
    v.custom<object>(
      isJsonObject,
      allowed("an object of the answer's elements", '由响应元素组成的对象'),
    ),
    {},
  ),
};

/** Of created tasks: the same fields, all of them optional. */
export const createdTasksSchema = fields({
  ...taskShapeEntries,
  /** The first task that is created has this id, the next one the next. Default: 500001. */
  firstId: v.optional(digits, '500001'),
});

/** One task, or a range of them. */
const taskFields = fields({
  /** The task's id; or, for a range of tasks alike, `from` and `to`. */
  id: v.exactOptional(digits),
  /** The first id of a range. */
  from: v.exactOptional(digits),
  /** The last id of a range, part of it. */
  to: v.exactOptional(digits),
  /** The data region that the task lives in. Default: `cn-hangzhou`. */
  region: v.optional(word(['cn-hangzhou', 'ap-southeast-1']), 'cn-hangzhou'),
  /** The account that the task belongs to. Default: each account has one of its own. */
  account: v.exactOptional(digits),
  ...taskShapeEntries,
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

export type TaskShape = v.InferOutput<v.StrictObjectSchema<typeof taskShapeEntries, string>>;
export type ProgressShape = (typeof progressShapes)[number];
export type LinkForm = (typeof linkForms)[number];
export type DataRegion = TaskDefinition['region'];
