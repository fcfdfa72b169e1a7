import { createNonceMemory } from '../acs3/nonce-memory.ts';
import { verifyRequest } from '../acs3/verify-request.ts';
import type { FaultScript } from '../fault-script.ts';
import type { Answer } from '../http/answer.ts';
import { prepareExchange, type Exchange } from '../http/exchange.ts';
import { headerValue, splitTarget, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import { sandboxKeys } from '../keys.ts';
import type { RequestIds } from '../request-ids.ts';
import type { LoadedScenario } from '../scenario.ts';
import type { Effects } from '../schema/fault-schema.ts';
import { createTaskBook, type Task } from '../tasks/task-book.ts';
import { actions, replaceElements, type ActionName } from './actions.ts';
import { createApiRefusal, formatApiAnswer, formatApiError } from './api-errors.ts';
import { parseForm, type FormParameters } from './form-parameters.ts';

export interface ApiOptions {
  readonly scenario: LoadedScenario;
  /** How many times faster than the clock tasks run. */
  readonly speed: number;
  readonly faults: FaultScript;
  /** A fresh Link to the file of a task. */
  readonly linkTo: (task: Task) => string;
  /** Epoch milliseconds on the server's clock. */
  readonly now: () => number;
  readonly requestIds: RequestIds;
}

const apiVersion = '2024-12-12';

/** A request that was understood: what is to be done. */
interface Call {
  readonly action: ActionName;
  readonly parameters: FormParameters;
}

/** The API: each request is verified first, then meets its faults, then is carried out. */
export function createApi(options: ApiOptions): (request: ReceivedRequest) => Exchange {
  const { scenario, speed, faults, linkTo, now, requestIds } = options;
  const nonces = createNonceMemory();
  const book = createTaskBook(scenario, speed);

  const readCall = (request: ReceivedRequest): Call => {
    const action = parseAction(request);
    verifyRequest(request, { now: now(), keys: sandboxKeys, nonces });
    if (splitTarget(request.target).query !== undefined) {
      throw new Refusal(400, 'InvalidParameter', 'Parameters are taken from the body only.');
    }
    return { action, parameters: parseForm(request, actions[action].parameters) };
  };

  const carryOut = ({ action, parameters }: Call, effects: Effects, requestId: string): Answer => {
    if (effects.answer?.code !== undefined) {
      throw createApiRefusal(effects.answer, { action, account: scenario.account });
    }
    const context = { scenario, book, linkTo, now: now(), requestId };
    const elements = actions[action].run(parameters, context);
    return formatApiAnswer(200, requestId, replaceElements(elements, effects.elements ?? {}));
  };

  return (request) => {
    const requestId = requestIds.forApi();
    return prepareExchange(
      () => {
        const call = readCall(request);
        const effects = faults.play(call.action, call.parameters);
        return { effects, perform: () => carryOut(call, effects, requestId) };
      },
      (refusal) =>
        formatApiError(refusal, { requestId, hostId: headerValue(request, 'host') ?? '' }),
    );
  };
}

function parseAction(request: ReceivedRequest): ActionName {
  if (request.method !== 'POST') {
    throw new Refusal(405, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  }
  const action = headerValue(request, 'x-acs-action');
  if (action !== undefined && !isActionName(action)) {
    throw new Refusal(
      404,
      'InvalidAction.NotFound',
      `Specified action ${action} is not found, please check your url and method.`,
    );
  }
  const version = headerValue(request, 'x-acs-version');
  if (version !== undefined && version !== apiVersion) {
    throw new Refusal(
      404,
      'InvalidApi.NotFound',
      `Specified api is not found in version ${version}, please check your url and method.`,
    );
  }
  if (action === undefined) {
    throw new Refusal(
      400,
      'MissingParameter',
      'The header x-acs-action that is mandatory for processing this request is not supplied.',
    );
  }
  return action;
}

function isActionName(text: string): text is ActionName {
  return Object.hasOwn(actions, text);
}
