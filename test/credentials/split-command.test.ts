import { splitProcessCommand } from '@alicloud/credentials/dist/src/utils/command.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/credentials/split-command.ts';

describe('a process_command', () => {
  it.each([
    ['posix', 'tool  --a\tb\n', ['tool', '--a', 'b']],
    ['posix', `'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
    ['posix', `a'b'"c"\\d ""`, ['abcd', '']],
    ['posix', String.raw`"\"\\\$\n" '\n'`, [String.raw`"\$\n`, String.raw`\n`]],
    ['posix', '$HOME * `x` | y', ['$HOME', '*', '`x`', '|', 'y']],
    ['windows', String.raw`C:\tools\cred.exe --x`, [String.raw`C:\tools\cred.exe`, '--x']],
    [
      'windows',
      String.raw`"C:\Program Files\x.exe" "a\"b"`,
      [String.raw`C:\Program Files\x.exe`, 'a"b'],
    ],
    ['posix', '   ', []],
  ] as const)('on %s is split: %s', (system, command, words) => {
    expect(splitCommand(command, system)).toEqual(words);
  });

  it.each([`a "b`, `a 'b`, `a \\`])('that is incomplete is refused: %s', (command) => {
    expect(splitCommand(command, 'posix')).toBeUndefined();
  });

  it("is split as the vendor's client does", () => {
    const characters = fc.constantFrom('a', 'b', ' ', '"', "'", '\\', '$', '\t');
    const command = fc.string({ unit: characters, maxLength: 12 }).map((text) => `x${text}`);
    fc.assert(
      fc.property(command, (text) => {
        expect(splitCommand(text, 'posix')).toEqual(vendorWords(text));
      }),
      { numRuns: 2000 },
    );
  });
});

function vendorWords(command: string): readonly string[] | undefined {
  try {
    return splitProcessCommand(command, false);
  } catch {
    return undefined;
  }
}
