// Makes the screens of the README again, from real runs of the built program against the sandbox in a
// pseudo-terminal: `npm run screens`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { record } from './record.mjs';
import { renderScreens } from './render-svg.mjs';

const screens = {
  wait: {
    title: 'one task, from the first answer to the verified file',
    command: 'siem-export wait 200013 --download',
    columns: 92,
    rows: 6,
    scenario: {
      tasks: [{ id: 200013, durationMs: 12_000, progress: 'uneven', sizeBytes: 24_000_000 }],
      faults: [{ on: 'store', bytesPerSecond: 8_000_000 }],
    },
    frames: 'all',
  },
  tasks: {
    title: 'four tasks at once: done, failed, on its way, still running',
    command: 'siem-export wait 200013 200014 200015 200016 --download',
    columns: 92,
    rows: 11,
    scenario: {
      tasks: [
        { id: 200013, durationMs: 2000 },
        {
          id: 200014,
          durationMs: 4000,
          sizeBytes: 48_200_000,
          fileName: '安全事件_1193842352994186.xlsx',
        },
        { id: 200015, durationMs: 5000, finalProgress: 42, finalStatus: 'failed' },
        { id: 200016, durationMs: 14_000, progress: 'linear' },
      ],
      faults: [{ on: 'store', where: { ExportId: '200014' }, bytesPerSecond: 4_000_000 }],
    },
    // The moment to be shown: a failure above, a file and a bar below.
    frames: (text) => /✖ 200015/.test(text) && /↓ .* left/.test(text) && /▒/.test(text),
  },
};

for (const [name, { title, frames, ...run }] of Object.entries(screens)) {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-screens-'));
  try {
    const recorded = await record({ ...run, folder, until: frames === 'all' ? undefined : frames });
    const shown = frames === 'all' ? recorded : recorded.slice(-1);
    const file = fileURLToPath(new URL(`${name}.svg`, import.meta.url));
    await writeFile(file, renderScreens(shown, { ...run, title }));
    console.log(`${file}: ${shown.length} frames`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
