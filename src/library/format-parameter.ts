/**
 * `ExportTaskParameter` of an object. An export is evidence: what JSON would leave out or write as null without
 * a word would make it another one than was meant.
 * @throws TypeError for what JSON cannot hold
 */
export function formatParameter(parameter: unknown): string {
  // A Map, or a promise that nobody awaited, would be {}: all incidents.
  if (Object.prototype.toString.call(parameter) !== '[object Object]')
    throw new TypeError('no object');
  return JSON.stringify(parameter, function (this: Readonly<Record<string, unknown>>, name, value) {
    if (Number.isNaN(value) || value === Infinity || value === -Infinity) throw new TypeError(name);
    // An invalid date is null.
    if (value === null && this[name] !== null) throw new TypeError(name);
    return value as unknown;
  });
}
