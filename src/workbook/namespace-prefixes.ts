import { XmlAttributes } from './xml-attributes.ts';

/** The namespaces of the parts that are read: ECMA-376 transitional, strict (ISO 29500), and relations. */
const known = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);

/** Which prefixes mean the namespaces of workbooks: those that the root element declares. */
export class NamespacePrefixes {
  #prefixes: Buffer[] = [];
  #hasDefault = false;

  /** @param from where the name of the root element begins @param end where its tag ends */
  readRoot(bytes: Buffer, from: number, end: number): void {
    let nameEnd = from;
    while (nameEnd < end && (bytes[nameEnd] ?? 0) > 0x20) nameEnd++;
    const attributes = new XmlAttributes();
    attributes.begin(bytes, nameEnd, end);
    while (attributes.next()) {
      if (attributes.hasPrefix) {
        const prefix = bytes.toString('latin1', attributes.prefixStart, attributes.nameStart - 1);
        if (prefix === 'xmlns' && known.has(attributes.value)) this.#add(attributes.name);
      } else if (attributes.name === 'xmlns' && known.has(attributes.value)) {
        this.#hasDefault = true;
      }
    }
    if (this.#hasDefault || this.#prefixes.length > 0) return;
    // Some writers leave the declaration out, or have one of their own: what the root has is taken for it.
    const [prefix, local] = bytes.toString('latin1', from, nameEnd).split(':');
    if (local === undefined || prefix === undefined) this.#hasDefault = true;
    else this.#add(prefix);
  }

  /** Whether the prefix is one of them; an empty one is the default namespace. */
  has(bytes: Buffer, start: number, end: number): boolean {
    if (start === end) return this.#hasDefault;
    return this.#prefixes.some((prefix) => isEqual(prefix, bytes, start, end));
  }

  #add(prefix: string): void {
    this.#prefixes.push(Buffer.from(prefix, 'latin1'));
  }
}

function isEqual(prefix: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (prefix.length !== end - start) return false;
  return prefix.every((byte, index) => byte === bytes[start + index]);
}
