import { accessSync, constants } from 'node:fs';
import { formatJson, type JsonObject } from '../base/json.ts';
import { makeFolder } from '../base/make-folder.ts';
import { replaceFile } from '../base/replace-file.ts';

export interface ConfFile {
  readonly folder: string;
  /** Without `.json`. */
  readonly name: string;
  /** What the file has now. */
  readonly content: JsonObject;
}

/** The part of conf's interface that changes a file. */
export interface WritableConf {
  store: JsonObject;
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

/**
 * Changes a file of settings through conf, and creates its folder for this user alone. conf knows the place of
 * the file and the rules of its keys, but neither reads nor writes it: conf waits at a pipe, follows a link, and
 * writes under a name that can be guessed.
 * @throws a system error; the file is as it was then
 */
export async function changeConfFile(
  { folder, name, content }: ConfFile,
  change: (conf: WritableConf) => void,
): Promise<void> {
  const { default: Conf } = await import('conf');
  let current = content;
  class ConfInMemory extends Conf<JsonObject> {
    override get store(): JsonObject {
      return current;
    }
    override set store(value: JsonObject) {
      current = value;
    }
  }
  const conf = new ConfInMemory({
    cwd: folder,
    configName: name,
    accessPropertiesByDotNotation: false,
  });
  change(conf);
  makeFolder(folder, 0o700);
  accessSync(folder, constants.W_OK);
  await replaceFile(conf.path, `${formatJson(current, 'indented')}\n`, { sync: false });
}
