import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { formatJson } from '../base/json.ts';
import { explain } from '../operations/explain/explain.ts';
import { formatExplanation } from '../terminal/explanation/explanation-block.ts';
import { formatExplanationObject } from '../terminal/explanation/explanation-object.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { ExplainCommand } from './explain.ts';

/**
 * Prints what a code means.
 * @throws UsageError for a code that is not known
 */
export function runExplain({ code, output }: ExplainCommand, context: Context): Promise<number> {
  const { streams, env } = context;
  const { stdout } = streams;
  const explanation = explain(code);
  const text = output.json
    ? formatJson(formatExplanationObject(explanation), stdout.isTTY ? 'indented' : 'compact')
    : formatExplanation(explanation, createStyle({ stream: stdout, env, color: output.color }));
  stdout.write(`${text}\n`);
  return Promise.resolve(exitCodes.ok);
}
