import leven from 'leven';

/** More would be a guess, not a help. */
const mostNames = 3;
/** How much of a name may be wrong, by default. */
const mostWrong = 0.4;

/** Those names that `written` may be a slip of, the likeliest first. */
export function findSimilar(
  written: string,
  names: readonly string[],
  share = mostWrong,
): readonly string[] {
  const wanted = written.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= share * Math.max(wanted.length, name.length))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNames)
    .map(({ name }) => name);
}

/** A code that begins with the given text (`InvalidSecurityToken`) counts as near. */
function distanceOf(wanted: string, name: string): number {
  return wanted.length > 2 && name.startsWith(wanted) ? 1 : leven(wanted, name);
}
