/** The version of this program; the same as in package.json, which a test holds together. */
export const version = '0.1.0';

/** What every request names itself as. */
export const userAgent = `siem-export/${version}`;
