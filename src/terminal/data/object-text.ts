import type { OutputStream } from '../../base/context.ts';
import { formatJson, numberText, type JsonObject, type JsonValue } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';

export interface ObjectTextOptions {
  /** Where the text goes: on a terminal JSON is indented, and a bare text cannot move the cursor. */
  readonly stream: Pick<OutputStream, 'isTTY'>;
  /** JMESPath; undefined: the whole object. */
  readonly query?: string | undefined;
  /** The query gave null: nothing is there. */
  readonly onNull?: (() => void) | undefined;
}

/** @throws UsageError where the query does not fit the object */
export type ObjectText = (object: JsonObject) => string;

/**
 * What makes the text of a JSON object on standard output, with its line end: for `--json` the object,
 * with `--query` what the expression picks: texts and numbers bare, null as an empty line, the rest
 * as JSON. Each command that prints objects prints them by this.
 * @throws UsageError where the query is not an expression
 */
export async function createObjectText(options: ObjectTextOptions): Promise<ObjectText> {
  const { stream, query, onNull } = options;
  const isTerminal = stream.isTTY === true;
  const layout = isTerminal ? 'indented' : 'compact';
  if (query === undefined) return (object) => `${formatJson(object, layout)}\n`;
  const { compileQuery } = await import('./query.ts');
  const apply = compileQuery(query);
  return (object) => {
    const value = apply(object);
    if (value === null) onNull?.();
    return `${formatValue(value, layout)}\n`;
  };
}

function formatValue(value: JsonValue, layout: 'compact' | 'indented'): string {
  if (value === null) return '';
  if (typeof value === 'string') return layout === 'indented' ? toPlainText(value) : value;
  return numberText(value) ?? formatJson(value, layout);
}
