import { isJsonObject } from '../base/json.ts';
import type { Localized } from '../base/ui-language.ts';
import { fieldOf, plainTextOf, type ReadResponse } from './response-elements.ts';
import { texts } from './texts.ts';

/**
 * Which permission is missing, for which principal, and the policy statement that grants it, from
 * `AccessDeniedDetail`. Without that element, the missing action is the one that was called.
 * @returns undefined when the error is about something else
 */
export function describePermission(
  { elements = {} }: ReadResponse,
  code: string,
  calledAction: string,
): { readonly message: Localized; readonly hint: Localized } | undefined {
  if (!/^(?:NoPermission|Forbidden)(?!\.UserDenied)/.test(code)) return undefined;
  const found = fieldOf(elements, 'AccessDeniedDetail');
  const detail = isJsonObject(found) ? found : {};
  const action = plainTextOf(detail, 'AuthAction') ?? calledAction;
  const principal = plainTextOf(detail, 'AuthPrincipalDisplayName');
  const type = plainTextOf(detail, 'AuthPrincipalType');
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: '*' });
  return {
    message:
      principal === undefined
        ? texts.permissionMissing(action)
        : texts.permissionMissingFor(action, type, principal),
    hint: texts.policyGrants(statement),
  };
}
