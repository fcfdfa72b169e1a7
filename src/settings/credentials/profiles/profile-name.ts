import { createAuthError } from '../auth-error.ts';
import { quote } from '../credential-fields.ts';

/** `profile "prod" of ~/.aliyun/config.json` */
export function formatPlace(name: string, shownPath: string): string {
  return `profile ${quote(name)} of ${shownPath}`;
}

/** A profile's name as an argument that can be pasted into a shell. */
export function formatArgument(name: string): string {
  return /^[\w.@:-]+$/.test(name) ? name : quote(name);
}

/** The profiles that there are, file by file. */
export type KnownProfiles = readonly {
  readonly shownPath: string;
  readonly names: readonly string[];
}[];

/** @param askedBy what named the profile: a flag, a variable, a file */
export function createNotFoundError(name: string, askedBy: string, known: KnownProfiles) {
  const files = known.map(
    ({ shownPath, names }) => `${shownPath} has ${names.map(quote).join(', ') || 'none'}`,
  );
  const there = files.length === 0 ? 'there is no file with profiles' : files.join('; ');
  return createAuthError(
    'ProfileNotFound',
    `there is no profile ${quote(name)} (${askedBy}): ${there}`,
    { hint: 'Name another profile with --profile, or add this one with "aliyun configure".' },
  );
}
