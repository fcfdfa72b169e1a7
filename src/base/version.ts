/** The version of this program; a test compares it with package.json. */
export const version = '0.1.0';

/** The `User-Agent` of every request. */
export const userAgent = `siem-export/${version}`;
