import type { Localized, Text } from '../../base/ui-language.ts';
import { raise } from '../codes.ts';
import { quote } from '../credential-fields.ts';
import { texts } from './texts.ts';

/** `profile "prod" of ~/.aliyun/config.json` */
export function formatPlace(name: string, file: Text): Localized {
  return texts.profileOf(quote(name), file);
}

/** A profile's name as an argument to paste into a shell. */
export function formatArgument(name: string): string {
  return /^[\w.@:-]+$/.test(name) ? name : quote(name);
}

/** The existing profiles, file by file. */
export type KnownProfiles = readonly {
  readonly shownPath: Text;
  readonly names: readonly string[];
}[];

/** @param askedBy where the profile was named: a flag, a variable, a file */
export function createNotFoundError(name: string, askedBy: Text, known: KnownProfiles) {
  const files = known.map(({ shownPath, names }) => ({ file: shownPath, names: names.map(quote) }));
  return raise('ProfileNotFound', { message: texts.noProfile(quote(name), askedBy, files) });
}
