import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sandboxKeys } from '../../src/sandbox/keys.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { builtInScenarios } from '../../src/sandbox/built-in-scenarios.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/sandbox.md'), 'utf8');

describe('docs/sandbox.md', () => {
  it('has three scenarios as examples that can be used', () => {
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);
    expect(examples).toHaveLength(3);
    for (const text of examples) parseScenario(JSON.parse(text), 'docs/sandbox.md');
  });

  it('lists every built-in scenario with its exit codes, and no others', () => {
    const section = page.slice(page.indexOf('## Scenarios'), page.indexOf('### A scenario'));
    const rows = [...section.matchAll(/^\| `([\w-]+)`(.*)\|$/gm)].map(
      ([, name = '', cells = '']) => [
        name,
        ...cells
          .split('|')
          .slice(1)
          .map((cell) => cell.trim()),
      ],
    );
    const expected = Object.entries(builtInScenarios).map(([name, { summary, exits }]) => [
      name,
      summary.en,
      ...[exits.create, exits.wait, exits.download].map(String),
    ]);
    expect(rows).toEqual(expected);
  });

  it('describes every key of a scenario', () => {
    const section = page.slice(page.indexOf('### A scenario'), page.indexOf('## What it verifies'));
    const described = [...section.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
    const keys = [
      '{}',
      '{"tasks":[{}]}',
      '{"created":{}}',
      '{"faults":[{}]}',
      '{"faults":[{"answer":{}}]}',
    ];
    for (const key of keys.flatMap(keysOf)) expect(described).toContain(key);
  });

  it('names every key pair', () => {
    for (const { accessKeyId, accessKeySecret, securityToken } of sandboxKeys.slice(1)) {
      for (const word of [accessKeyId, accessKeySecret, securityToken ?? 'none']) {
        expect(page).toContain(word);
      }
    }
  });
});

/** The keys that are allowed where `text` has its innermost object: the error of an unknown key lists them. */
function keysOf(text: string): string[] {
  const at = text.lastIndexOf('{') + 1;
  const wrong = JSON.parse(`${text.slice(0, at)}"unknown":1${text.slice(at)}`) as unknown;
  try {
    parseScenario(wrong, 'the test');
  } catch (error) {
    const [, keys = ''] = /an object with (.*)$/.exec(String(error)) ?? [];
    return keys.split(', ');
  }
  throw new Error('an unknown key was allowed');
}
