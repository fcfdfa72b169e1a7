import type { OutputStream } from '../../base/context.ts';
import {
  shortenTaskReference,
  type PartlyKnownTask,
  type ScopeInForce,
} from '../../base/task-reference.ts';
import { chooseUiLanguage, readTable, type UiLanguage } from '../../base/ui-language.ts';
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
  /** What a task is called: the shortest reference to it; undefined while nothing of it is known. */
  readonly nameTask: (task: PartlyKnownTask) => string | undefined;
}

export interface StyleChoice extends ColourChoice {
  /** What the name of a task may leave out. Default: all but its id. */
  readonly inForce?: ScopeInForce | undefined;
}

export function createStyle(choice: StyleChoice): Style {
  const language = chooseUiLanguage(choice.env);
  return {
    language,
    texts: readTable(texts, language),
    paint: createPaint(choice),
    columns: () => (choice.stream.isTTY ? terminalColumns(choice.stream) : Infinity),
    measure: approximateWidth,
    abilities: findAbilities(choice.stream, choice.env),
    nameTask: createTaskNames(choice.inForce),
  };
}

/** What a task is called, where `inForce` goes without saying. */
export function createTaskNames(inForce: ScopeInForce | undefined): Style['nameTask'] {
  return ({ region, roleFor, exportId }) => {
    if (inForce === undefined) return exportId;
    const known = { region: region ?? inForce.region, roleFor, exportId: exportId ?? '' };
    return shortenTaskReference(known, inForce).replace(/\/$/, '') || undefined;
  };
}

/** A pseudo-terminal that nobody gave a size says 0. */
export function terminalColumns({ columns = 0 }: OutputStream): number {
  return columns > 0 ? columns : 80;
}

export function terminalRows({ rows = 0 }: OutputStream): number {
  return rows > 0 ? rows : 24;
}
