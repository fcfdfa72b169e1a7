import { formatJson } from '../../base/json.ts';
import type { ScriptedAnswer } from '../schema/fault-schema.ts';
import type { Answer } from './answer.ts';
import { createFillerBody, createTextBody, emptyBody, type Body } from './body.ts';

/** The answer of a fault that is not an error by its code: that one is written by its side. */
export function createScriptedAnswer(scripted: ScriptedAnswer): Answer {
  const { status = 200, contentType = 'json' in scripted ? 'application/json' : 'text/html' } =
    scripted;
  const body = createScriptedBody(scripted);
  return { status, headers: body === emptyBody ? {} : { 'Content-Type': contentType }, body };
}

function createScriptedBody({ body, bodyBytes, ...scripted }: ScriptedAnswer): Body {
  if (body !== undefined) return createTextBody(body);
  if (bodyBytes !== undefined) return createFillerBody(bodyBytes, 0x20);
  return 'json' in scripted ? createTextBody(formatJson(scripted.json)) : emptyBody;
}
