import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { explain } from '../operations/explain/explain.ts';
import { createCommandObjectText } from '../terminal/command-object-text.ts';
import { formatExplanation } from '../terminal/explanation/explanation-block.ts';
import { formatExplanationObject } from '../terminal/explanation/explanation-object.ts';
import { isJson } from '../terminal/result-text.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { ExplainCommand } from './explain.ts';

/**
 * Prints what a code means.
 * @throws UsageError for a code that is not known, and for a `--query` that is no expression or does not fit
 */
export async function runExplain(
  { code, output }: ExplainCommand,
  context: Context,
): Promise<number> {
  const { streams, env } = context;
  const { stdout } = streams;
  const objectText = await createCommandObjectText({ context, output });
  const explanation = explain(code);
  const style = createStyle({ stream: stdout, env, color: output.color });
  stdout.write(
    isJson(output)
      ? objectText(formatExplanationObject(explanation))
      : `${formatExplanation(explanation, style)}\n`,
  );
  return exitCodes.ok;
}
