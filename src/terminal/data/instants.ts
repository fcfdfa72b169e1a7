/** ISO 8601 in UTC; null for a time that is not known, or that no calendar holds. */
export function formatInstant(at: number | undefined): string | null {
  if (at === undefined) return null;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
