import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const languages = ['en', 'zh'];
/** The file of each flag that asks for help. */
const names = { help: '--help', 'short-help': '-h' };

/** A plugin of rolldown that asks the program for its help, and writes it beside the program. */
export function renderHelp() {
  return {
    name: 'render-help',
    writeBundle({ dir }) {
      for (const language of languages) {
        for (const [name, flag] of Object.entries(names)) {
          const file = join(dir, `${name}.${language}.txt`);
          // Without the file, the program renders its help.
          rmSync(file, { force: true });
          const env = { SIEM_EXPORT_UI_LANG: language };
          writeFileSync(file, execFileSync(process.execPath, [program, flag], { env }));
        }
      }
    },
  };
}

const program = fileURLToPath(new URL('../bin/siem-export.js', import.meta.url));
