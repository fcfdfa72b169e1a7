import type { Localized, Text } from '../../../base/ui-language.ts';
import { createAuthError } from '../auth-error.ts';
import { quote } from '../credential-fields.ts';
import { text } from './texts.ts';

/** `profile "prod" of ~/.aliyun/config.json` */
export function formatPlace(name: string, file: Text): Localized {
  return text((texts, say) => texts.profileOf(quote(name), say(file)));
}

/** A profile's name as an argument that can be pasted into a shell. */
export function formatArgument(name: string): string {
  return /^[\w.@:-]+$/.test(name) ? name : quote(name);
}

/** The profiles that there are, file by file. */
export type KnownProfiles = readonly {
  readonly shownPath: Text;
  readonly names: readonly string[];
}[];

/** @param askedBy what named the profile: a flag, a variable, a file */
export function createNotFoundError(name: string, askedBy: Text, known: KnownProfiles) {
  return createAuthError(
    'ProfileNotFound',
    text((texts, say) => {
      const files = known.map(({ shownPath, names }) => ({
        file: say(shownPath),
        names: names.map(quote),
      }));
      return texts.noProfile(quote(name), say(askedBy), files);
    }),
    { hint: text((texts) => texts.noProfileHint) },
  );
}
