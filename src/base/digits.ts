/**
 * Export ids and account ids are 64-bit integers. Inside the program they are strings of digits, because
 * a float holds 53 bits; on the wire and in JSON they are numbers.
 */
const largest = 2n ** 63n - 1n;

/** Whether `text` is a positive 64-bit integer in plain decimal digits. */
export function isDigits(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= largest;
}

/** The digits as a JSON number: a bigint if a float would round. */
export function digitsToNumber(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}
