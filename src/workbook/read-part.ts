import type { Archive } from './archive.ts';
import { tooLarge } from './codes.ts';
import { limits } from './limits.ts';
import { XmlAttributes } from './xml-attributes.ts';
import { token, XmlTokens } from './xml-tokens.ts';

/** The start of an element in a small part, as strings. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** 1 for the root. */
  readonly depth: number;
  /** By name; the prefix is kept, for `r:id` is not `id`. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Calls `onOpen` for each element of a part that is small: relations, styles, the list of sheets. */
export async function readPart(
  archive: Archive,
  name: string,
  onOpen: (element: XmlElement) => void,
  onClose: (name: string) => void = () => undefined,
): Promise<void> {
  if (archive.sizeOf(name) > limits.partBytes) {
    throw tooLarge({
      en: `its list of sheets, styles or relations has more than ${limits.partBytes} bytes`,
      zh: `其工作表列表、样式或关系超过 ${limits.partBytes} 字节`,
    });
  }
  const tokens = new XmlTokens();
  const attributes = new XmlAttributes();
  const readAll = (): void => {
    for (let kind = tokens.next(); kind !== token.none; kind = tokens.next()) {
      const element = tokens.bytes.toString('latin1', tokens.start, tokens.end);
      if (kind === token.close) onClose(element);
      if (kind !== token.open) continue;
      attributes.begin(tokens.bytes, tokens.end, tokens.attributesEnd);
      const depth = tokens.depth + (tokens.isEmpty ? 1 : 0);
      onOpen({ name: element, depth, attributes: readAttributes(attributes, tokens.bytes) });
      if (tokens.isEmpty) onClose(element);
    }
  };
  for await (const chunk of archive.read(name)) {
    tokens.push(chunk);
    readAll();
  }
  tokens.finish();
  readAll();
  tokens.verifyEnd();
}

function readAttributes(attributes: XmlAttributes, bytes: Buffer): Map<string, string> {
  const read = new Map<string, string>();
  while (attributes.next()) {
    read.set(
      bytes.toString('latin1', attributes.prefixStart, attributes.nameEnd),
      attributes.value,
    );
  }
  return read;
}
