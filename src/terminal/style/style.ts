import type { OutputStream } from '../../base/context.ts';
import { chooseUiLanguage, type UiLanguage } from '../../base/ui-language.ts';
import { findAbilities, type Abilities } from './abilities.ts';
import { approximateWidth } from './approximate-width.ts';
import { createPaint, type ColourChoice, type Paint } from './paint.ts';
import { texts, type Texts } from './texts.ts';

/** How text looks on one stream. */
export interface Style {
  readonly language: UiLanguage;
  readonly texts: Texts;
  readonly paint: Paint;
  /** At this moment; `Infinity` where the stream is not a terminal. */
  readonly columns: () => number;
  readonly measure: (text: string) => number;
  readonly abilities: Abilities;
  /** What a task is called: its id; its account and its id where a command runs for several accounts. */
  readonly nameTask: (task: NamedTask) => string | undefined;
}

export interface NamedTask {
  /** Digits; undefined: not known yet. */
  readonly exportId?: string | undefined;
  readonly roleFor?: string | undefined;
}

export interface StyleChoice extends ColourChoice {
  /** The command runs for several accounts. */
  readonly namesAccounts?: boolean | undefined;
}

export function createStyle(choice: StyleChoice): Style {
  const language = chooseUiLanguage(choice.env);
  return {
    language,
    texts: texts[language],
    paint: createPaint(choice),
    columns: () => (choice.stream.isTTY ? terminalColumns(choice.stream) : Infinity),
    measure: approximateWidth,
    abilities: findAbilities(choice.stream, choice.env),
    nameTask: choice.namesAccounts ? nameWithAccount : ({ exportId }) => exportId,
  };
}

function nameWithAccount({ exportId, roleFor }: NamedTask): string | undefined {
  return [roleFor, exportId].filter((part) => part !== undefined).join('/') || undefined;
}

/** A pseudo-terminal that nobody gave a size says 0. */
export function terminalColumns({ columns = 0 }: OutputStream): number {
  return columns > 0 ? columns : 80;
}

export function terminalRows({ rows = 0 }: OutputStream): number {
  return rows > 0 ? rows : 24;
}
