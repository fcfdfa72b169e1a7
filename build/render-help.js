import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const languages = ['en', 'zh'];

/** A plugin of rolldown that asks the program for its help, and writes it beside the program. */
export function renderHelp() {
  return {
    name: 'render-help',
    writeBundle({ dir }) {
      for (const language of languages) {
        // `help` is worked out each time; `--help` is answered with what is written here.
        const help = execFileSync(process.execPath, [program, 'help'], {
          env: { SIEM_EXPORT_UI_LANG: language },
        });
        writeFileSync(join(dir, `help.${language}.txt`), help);
      }
    },
  };
}

const program = fileURLToPath(new URL('../bin/siem-export.js', import.meta.url));
