/**
 * When a Link ends, in epoch milliseconds, as far as it says so itself; the session behind it can end
 * earlier. Knows the forms of OSS signature V1, V2 and V4, and that of S3.
 */
export function parseLinkExpiry(link: string): number | undefined {
  if (!URL.canParse(link)) return undefined;
  const query = new Map(
    [...new URL(link).searchParams].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const from = (name: string): number => Number(query.get(name) ?? Number.NaN);
  const signedAt = parseCompactTime(query.get('x-oss-date') ?? query.get('x-amz-date'));
  const lifetime = query.has('x-amz-expires') ? from('x-amz-expires') : from('x-oss-expires');
  const isRelative = query.has('x-oss-date') || query.has('x-amz-date');
  const absolute = query.has('expires') ? from('expires') : from('x-oss-expires');
  const seconds = isRelative ? signedAt + lifetime : absolute;
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/** `20261124T000000Z` as epoch seconds. */
function parseCompactTime(text = ''): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) / 1000;
}
