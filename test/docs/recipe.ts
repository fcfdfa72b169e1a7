import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');

export interface Recipe {
  /** bash, make, cron, ini, yaml or python. */
  readonly language: string;
  /** The first comment's first word: the file that the block is. */
  readonly name: string;
  readonly text: string;
}

/** All blocks of docs/recipes.md, in their order. */
export const recipes: readonly Recipe[] = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => {
    const name = /^# ([^\s:,]+)/m.exec(text)?.[1];
    if (name === undefined) throw new Error(`a block of recipes.md has no name:\n${text}`);
    return { language, name, text };
  },
);

/** @param name of the file, as the block's first comment says it */
export function readRecipe(name: string): string {
  const found = recipes.find((recipe) => recipe.name === name);
  if (found === undefined) throw new Error(`recipes.md has no block ${name}`);
  return found.text;
}

/** What a block of YAML says. */
export function readYamlRecipe(name: string): unknown {
  return parse(readRecipe(name));
}
