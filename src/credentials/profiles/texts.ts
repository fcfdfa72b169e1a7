import { en, zh, type Text } from '../../base/ui-language.ts';

/** A file, and the names of its profiles, quoted. */
interface ProfileFile {
  readonly file: Text;
  readonly names: readonly string[];
}

/** What the vendor's files say, or fail to. */
export const texts = {
  profileOf: (name: string, file: Text) => ({
    en: `profile ${name} of ${en(file)}`,
    zh: `${zh(file)} 的配置 ${name}`,
  }),
  fieldOf: (field: string, place: Text) => ({
    en: `${field} of ${en(place)}`,
    zh: `${zh(place)}的 ${field}`,
  }),
  noProfile: (name: string, askedBy: Text, files: readonly ProfileFile[]) => {
    const enNames = files.map(({ file, names }) => `${en(file)} has ${names.join(', ') || 'none'}`);
    const zhNames = files.map(
      ({ file, names }) =>
        `${zh(file)} 中${names.length === 0 ? '没有' : `有 ${names.join('、')}`}`,
    );
    return {
      en: `profile ${name} (${en(askedBy)}) does not exist: ${enNames.join('; ') || 'no file with profiles was found'}`,
      zh: `配置 ${name}（${zh(askedBy)}）不存在：${zhNames.join('；') || '未找到含有配置的文件'}`,
    };
  },
  profileGone: (place: Text) => ({
    en: `${en(place)} no longer exists`,
    zh: `${zh(place)}已不存在`,
  }),
  noList: (file: string) => ({
    en: `${file} has no list of profiles`,
    zh: `${file} 中没有配置列表`,
  }),
  notJson: (file: string) => ({ en: `${file} is not JSON`, zh: `${file} 不是 JSON` }),
  notAnObject: (file: string) => ({
    en: `${file} is not a JSON object`,
    zh: `${file} 不是 JSON 对象`,
  }),
  fixFile: {
    en: 'Fix the file, or move it away and write a new one with "aliyun configure".',
    zh: '修正该文件，或将其移走后用 aliyun configure 重新写入。',
  },
  setField: { en: 'Set it with "aliyun configure".', zh: '用 aliyun configure 设置。' },
  addField: { en: 'Add it to the file.', zh: '在文件中添加该字段。' },
  namedFileMissing: (variable: string) => ({
    en: `${variable} names a file that does not exist`,
    zh: `${variable} 指定的文件不存在`,
  }),
  namedFileHint: (variable: string) => ({
    en: `Fix the path, or unset ${variable}.`,
    zh: `更正路径，或清除 ${variable}。`,
  }),
  typeNotSupported: (place: Text, type: string) => ({
    en: `the type ${type} of ${en(place)} is not supported`,
    zh: `${zh(place)}的类型 ${type} 不受支持`,
  }),
  supported: (types: readonly string[]) => ({
    en: `Supported types: ${types.join(', ')}.`,
    zh: `支持的类型：${types.join('、')}。`,
  }),
  sourceLoop: (place: Text, way: string) => ({
    en: `source_profile of ${en(place)} leads back to itself: ${way}`,
    zh: `${zh(place)}的 source_profile 指回自身：${way}`,
  }),
  unknownMode: (place: Text, mode: string) => ({
    en: `the mode ${mode} of ${en(place)} is not supported`,
    zh: `${zh(place)}的模式 ${mode} 不受支持`,
  }),
  knownModes: (modes: readonly string[]) => ({
    en: `Supported modes: ${modes.join(', ')}.`,
    zh: `支持的模式：${modes.join('、')}。`,
  }),
  deprecatedMode: (place: Text, mode: string) => ({
    en: `the mode ${mode} of ${en(place)} cannot sign requests to this API`,
    zh: `${zh(place)}的模式 ${mode} 无法为此 API 的请求签名`,
  }),
  useInstead: (command: string) => ({
    en: `Use OAuth (${command}), or AK, RamRoleArn or another mode with an access key.`,
    zh: `请改用 OAuth（${command}），或 AK、RamRoleArn 等使用 AccessKey 的模式。`,
  }),
  sessionExpired: (mode: string, place: Text) => ({
    en: `the ${mode} session of ${en(place)} has expired`,
    zh: `${zh(place)}的 ${mode} 会话已过期`,
  }),
  sessionMissing: (mode: string, place: Text) => ({
    en: `${en(place)} has no ${mode} session yet`,
    zh: `${zh(place)}尚无 ${mode} 会话`,
  }),
  logIn: (command: string) => ({
    en: `Log in again: ${command}`,
    zh: `请重新登录：${command}`,
  }),
};
