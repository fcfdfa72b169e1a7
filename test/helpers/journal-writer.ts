import { createJournal } from '../../src/settings/journal/journal.ts';

/** A process that writes of one task of its own, and of one that others write of as well; `forever`: until it is killed. */
const [config = '', exportId = '', shared = ''] = process.argv.slice(2);
const journal = createJournal({
  directories: { config },
  clock: Date,
  onProblem: (problem) => {
    throw new Error(JSON.stringify(problem));
  },
});

async function write(id: string, progress: number): Promise<void> {
  const now = Date.now();
  journal.remember({
    exportId: id,
    region: 'cn-hangzhou',
    firstAt: now,
    usedAt: now,
    seenAt: now,
    progress,
    outcome: 'running',
    pending: true,
  });
  await journal.flush();
}

for (let progress = 0; progress <= 100; progress += 10) {
  await write(exportId, progress);
  if (shared !== 'forever') await write(shared, progress);
}
process.stdout.write('written\n');
for (let progress = 0; shared === 'forever'; progress = (progress + 1) % 100) {
  await write(exportId, progress);
}
