import { createLocalizer } from '../../../base/ui-language.ts';

/** What a file has: its name, and the names of its profiles, quoted. */
interface FileOfProfiles {
  readonly file: string;
  readonly names: readonly string[];
}

const en = {
  profileOf: (name: string, file: string) => `profile ${name} of ${file}`,
  fieldOf: (field: string, place: string) => `${field} of ${place}`,
  noProfile: (name: string, askedBy: string, files: readonly FileOfProfiles[]) =>
    `there is no profile ${name} (${askedBy}): ${files.length === 0 ? 'there is no file with profiles' : files.map(({ file, names }) => `${file} has ${names.join(', ') || 'none'}`).join('; ')}`,
  noProfileHint: 'Name another profile with --profile, or add this one with "aliyun configure".',
  profileGone: (place: string) => `${place} is gone`,
  noList: (file: string) => `${file} has no list of profiles`,
  notJson: (file: string) => `${file} is not JSON`,
  notAnObject: (file: string) => `${file} is not a JSON object`,
  mendConfig: 'Mend the file, or move it away and write a new one with "aliyun configure".',
  setField: 'Set it with "aliyun configure".',
  addField: 'Add it to the file.',
  namedFileMissing: (variable: string) => `${variable} names a file that does not exist`,
  typeNotSupported: (place: string, type: string) =>
    `${place} has the type ${type}, which is not supported`,
  supported: (types: readonly string[]) => `Supported are ${types.join(', ')}.`,
  leadsBack: (place: string, way: string) =>
    `source_profile of ${place} leads back to itself: ${way}`,
  unknownMode: (place: string, mode: string) => `${place} has the unknown mode ${mode}`,
  knownModes: (modes: readonly string[]) => `Known are ${modes.join(', ')}.`,
  deprecatedMode: (place: string, mode: string) =>
    `${place} has the mode ${mode}, which cannot sign requests to this API`,
  useInstead: (command: string) =>
    `Use OAuth (${command}), or AK, RamRoleArn or any other mode with an access key.`,
  sessionExpired: (mode: string, place: string) => `the ${mode} session of ${place} has expired`,
  sessionMissing: (mode: string, place: string) =>
    `the ${mode} session of ${place} is not there yet`,
  logIn: (command: string) => `Log in again: ${command}`,
};

const zh: typeof en = {
  profileOf: (name, file) => `${file} 的配置 ${name}`,
  fieldOf: (field, place) => `${place}的 ${field}`,
  noProfile: (name, askedBy, files) =>
    `没有配置 ${name}（${askedBy}）：${files.length === 0 ? '不存在含有配置的文件' : files.map(({ file, names }) => `${file} 中有 ${names.join('、') || '零个配置'}`).join('；')}`,
  noProfileHint: '用 --profile 指定其他配置，或用 aliyun configure 添加该配置。',
  profileGone: (place) => `${place}已不存在`,
  noList: (file) => `${file} 中没有配置列表`,
  notJson: (file) => `${file} 不是 JSON`,
  notAnObject: (file) => `${file} 不是 JSON 对象`,
  mendConfig: '修正该文件，或将其移走后用 aliyun configure 重新写入。',
  setField: '用 aliyun configure 设置。',
  addField: '在文件中添加该字段。',
  namedFileMissing: (variable) => `${variable} 指定的文件不存在`,
  typeNotSupported: (place, type) => `${place}的类型是 ${type}，不受支持`,
  supported: (types) => `支持 ${types.join('、')}。`,
  leadsBack: (place, way) => `${place}的 source_profile 指回自身：${way}`,
  unknownMode: (place, mode) => `${place}的模式 ${mode} 未知`,
  knownModes: (modes) => `已知的模式有 ${modes.join('、')}。`,
  deprecatedMode: (place, mode) => `${place}的模式是 ${mode}，无法为此 API 的请求签名`,
  useInstead: (command) =>
    `请改用 OAuth（${command}），或 AK、RamRoleArn 等使用 AccessKey 的模式。`,
  sessionExpired: (mode, place) => `${place}的 ${mode} 会话已过期`,
  sessionMissing: (mode, place) => `${place}尚无 ${mode} 会话`,
  logIn: (command) => `请重新登录：${command}`,
};

export const text = createLocalizer({ en, zh });
