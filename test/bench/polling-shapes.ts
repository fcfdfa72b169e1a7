/** Progress in per cent, at a point between 0 (begin) and 1 (end) of a task's life. */
export type Course = (at: number) => number | undefined;
/** A kind of course; what differs from task to task is drawn at random. */
export type Shape = (random: () => number) => Course;
export type Shapes = Readonly<Record<string, Shape>>;

/** The shapes that the goal is set for. */
export const shapes: Shapes = {
  linear: () => (at) => 100 * at,
  'front-loaded': () => (at) => 100 * Math.sqrt(at),
  'back-loaded': () => (at) => 100 * at ** 2,
  'stuck at 99 %': (random) => stuck(99, 0.5 + 0.4 * random()),
  '0 then done': () => () => 0,
  'coarse steps': () => (at) => 10 * Math.floor(10 * at),
  'uneven pace': (random) => createUneven(random, 10),
};

/** Others that a service might show: what holds for the first set should hold here as well. */
export const furtherShapes: Shapes = {
  'S-curve': () => (at) => 100 * (logistic(at) - logistic(0)) * (1 / (logistic(1) - logistic(0))),
  bursts: (random) => createBursts(random, 8),
  plateau: (random) => {
    const from = 0.2 + 0.3 * random();
    return throughPoints([0, 0], [from, 50], [from + 0.2 + 0.3 * random(), 50], [1, 100]);
  },
  'slow, then fast': () => throughPoints([0, 0], [0.7, 20], [1, 100]),
  'fast, then slow': () => throughPoints([0, 0], [0.3, 80], [1, 100]),
  'jump midway': (random) => {
    const jump = 0.3 + 0.4 * random();
    return (at) => (at < jump ? (30 * at) / jump : 80 + (20 * (at - jump)) / (1 - jump));
  },
  'late start': (random) => throughPoints([0, 0], [0.2 + 0.6 * random(), 0], [1, 100]),
  'noisy decimals': (random) => (at) => 100 * at + random() - 0.5,
  'goes back': (random) => (at) => Math.round(100 * at + 6 * (random() - 0.5)),
  'stuck at 90 %': (random) => stuck(90, 0.4 + 0.4 * random()),
  'stuck at 100 %': (random) => stuck(100, 0.5 + 0.4 * random()),
  'far back-loaded': () => (at) => 100 * at ** 4,
  'ever slower': () => (at) => (100 * (1 - Math.exp(-5 * at))) / (1 - Math.exp(-5)),
  'three steps': () => (at) => 33 * Math.floor(3 * at),
  'from 50 %': () => (at) => 50 + 50 * at,
  'two paces': (random) => createUneven(random, 2),
  'no progress': () => () => undefined,
};

/**
 * Nothing tells these ends beforehand. Who would notice them as early as a fixed interval does has to
 * poll as often as it on every task, so they are printed and not counted.
 */
export const suddenEnds: Shapes = {
  'done at 66 %': () => (at) => 66 * at,
  'done anywhere': (random) => {
    const last = 20 + 70 * random();
    return (at) => last * at;
  },
};

type Point = readonly [at: number, progress: number];

function throughPoints(...points: readonly [Point, ...Point[]]): Course {
  return (at) => {
    let [from] = points;
    for (const to of points) {
      if (at <= to[0] && to[0] > from[0]) {
        return from[1] + ((to[1] - from[1]) * (at - from[0])) / (to[0] - from[0]);
      }
      from = to;
    }
    return from[1];
  };
}

function stuck(progress: number, from: number): Course {
  return throughPoints([0, 0], [from, progress], [1, progress]);
}

function logistic(at: number): number {
  return 1 / (1 + Math.exp(-10 * (at - 0.5)));
}

/** `pieces` of random length, each with a pace of its own. */
function createUneven(random: () => number, pieces: number): Course {
  const lengths = createShares(random, pieces);
  const steps = createShares(random, pieces);
  const points: [Point, ...Point[]] = [[0, 0]];
  lengths.forEach((length, index) => {
    const [at, progress] = points.at(-1) ?? [0, 0];
    points.push([at + length, progress + 100 * (steps[index] ?? 0)]);
  });
  return throughPoints(...points);
}

/** Jumps of random size at random times, and nothing between. */
function createBursts(random: () => number, count: number): Course {
  const times = Array.from({ length: count }, random).sort((a, b) => a - b);
  const sizes = createShares(random, count);
  return (at) =>
    sizes.reduce((sum, size, index) => sum + ((times[index] ?? 1) <= at ? 99 * size : 0), 0);
}

/** `count` random numbers that add up to 1. */
function createShares(random: () => number, count: number): readonly number[] {
  const parts = Array.from({ length: count }, () => -Math.log(1 - random()));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}
