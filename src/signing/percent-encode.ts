/** RFC 3986: everything but letters, digits and `-_.~` as UTF-8 bytes in `%XX`; a space is `%20`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
