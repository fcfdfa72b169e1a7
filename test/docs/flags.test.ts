import { describe, expect, it } from 'vitest';
import { codeOf, readDocuments } from './documents.ts';
import { describeWholeProgram, flagsOf, listCommands } from './program.ts';

const documents = await readDocuments();
const program = describeWholeProgram();
const commands = new Map(listCommands(program).map(({ words, command }) => [words, command]));
const all = new Set([program, ...commands.values()].flatMap(flagsOf));

/** Flags of other programs that the documents name: of the vendor's CLI, npm and systemctl. */
const foreign = ['--waiter', '--global', '--now'];

describe('the flags in the documents', () => {
  it('are all that the program has', () => {
    const written = documents.flatMap(({ text }) => flagsIn(text));
    expect([...all].filter((flag) => flag.startsWith('--') && !written.includes(flag))).toEqual([]);
  });

  it.each(documents)('of $path are flags of the program', ({ text }) => {
    const lines = codeOf(text).filter((line) => !isOfOthers(line));
    const strange = lines.flatMap(flagsIn).filter((flag) => !all.has(flag));
    expect(strange.filter((flag) => !foreign.includes(flag))).toEqual([]);
  });

  it.each(documents)('of $path are flags of the command that they stand at', ({ text }) => {
    const wrong = codeOf(text)
      .flatMap(callsIn)
      .filter(({ words, flags }) => {
        const command = commands.get(words);
        const known = command === undefined ? [] : flagsOf(command);
        return flags.some((flag) => !known.includes(flag));
      });
    expect(wrong).toEqual([]);
  });
});

it.each(documents)('the commands in $path are commands of the program', ({ text }) => {
  const named = codeOf(text)
    .flatMap((line) => [...line.matchAll(/(?<![\w/.'"@-])siem-export ([a-z]+)/g)])
    .map(([, name = '']) => name);
  expect(named.filter((name) => name !== 'help' && !commands.has(name))).toEqual([]);
});

function flagsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag);
}

/** A line that calls other programs alone. */
function isOfOthers(line: string): boolean {
  return (
    /^(?:npm|npx(?! siem-export)|node|curl|aliyun|git)\b/.test(line) &&
    !/\bsiem-export [a-z]/.test(line)
  );
}

interface Call {
  readonly words: string;
  readonly flags: readonly string[];
}

/** `sandbox … -- siem-export wait …` are two. */
function callsIn(line: string): readonly Call[] {
  const [code = ''] = line.split(/\s#\s|\s[|>]\s/);
  const parts = code.split(/(?<![\w/.'"@-])siem-export (?=[a-z])/).slice(1);
  const rest = line.slice(code.length + 1);
  const after = /\bsiem-export [a-z]/.test(rest) ? callsIn(rest) : [];
  return [...parts.map(toCall), ...after];
}

function toCall(part: string): Call {
  const [first = '', second = ''] = part.split(' ');
  const words = commands.has(`${first} ${second}`) ? `${first} ${second}` : first;
  const [own = ''] = part.split(/\s--(?:\s|$)/);
  return { words, flags: flagsIn(own) };
}
