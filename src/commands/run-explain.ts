import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { explain } from '../operations/explain/explain.ts';
import { createCommandObjectText } from '../terminal/command-object-text.ts';
import { formatExplanation } from '../terminal/explanation/explanation-block.ts';
import { formatExplanationObject } from '../terminal/explanation/explanation-object.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { ExplainCommand } from './explain.ts';

/**
 * Prints what a code means.
 * @throws UsageError for a code that is not known, or a query that is not an expression
 */
export async function runExplain(
  { code, output }: ExplainCommand,
  context: Context,
): Promise<number> {
  const { env } = context;
  const { stdout: stream } = context.streams;
  const { json, query, color } = output;
  const explanation = explain(code);
  const objectText = await createCommandObjectText({ context, output });
  stream.write(
    json === true || query !== undefined
      ? objectText(formatExplanationObject(explanation))
      : `${formatExplanation(explanation, createStyle({ stream, env, color }))}\n`,
  );
  return exitCodes.ok;
}
