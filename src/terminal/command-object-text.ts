import type { Context } from '../base/context.ts';
import { createObjectText, type ObjectText } from './data/object-text.ts';
import { createStyle } from './style/style.ts';

export interface CommandObjectTextOptions {
  readonly context: Pick<Context, 'streams' | 'env'>;
  readonly output: {
    readonly query?: string | undefined;
    readonly quiet?: boolean | undefined;
    readonly color: boolean;
  };
}

/**
 * What makes the text of a JSON object for the commands that have no reporter, as `createObjectText`
 * does; where a query finds nothing, stderr says so.
 * @throws UsageError where the query is not an expression
 */
export function createCommandObjectText(options: CommandObjectTextOptions): Promise<ObjectText> {
  const { streams, env } = options.context;
  const { query, quiet, color } = options.output;
  const { texts } = createStyle({ stream: streams.stderr, env, color });
  const onNull = (): void => {
    if (!quiet) streams.stderr.write(`${texts.noValue}\n`);
  };
  return createObjectText({ stream: streams.stdout, query, onNull });
}
