import { createLocalizer } from '../base/ui-language.ts';

const en = {
  nothingToWrite: '--output: without --download there is no file to write; add --download',
  oneFile: (tasks: number) =>
    `--output takes one file, and ${tasks} tasks were given; use --dir for a folder`,
  bothToStdout: (flag: string) =>
    `--output - and ${flag} both write to standard output; give one of them`,
  notAPort: (value: string) => `--port: "${value}" is not a port; allowed is 0 to 65535`,
  noScenario: (value: string, code: string, scenarios: string) =>
    `--scenario: "${value}" is neither a scenario nor a file that can be read (${code}); the scenarios are ${scenarios}`,
  scenarioNotJson: (path: string, why: string) => `--scenario: ${path} is not JSON: ${why}`,
  noTemporaryFolder: (path: string, code: string) =>
    `sandbox: no folder can be made in ${path} (${code})`,
  otherTemporary: 'TMPDIR (on Windows: TEMP) names the folder for temporary files.',
  listensAt: (endpoint: string) => `The sandbox listens at ${endpoint}; Ctrl-C ends it.`,
  notRunnable: (command: string, code: string) => `sandbox: "${command}" can't be run (${code})`,
};

const zh: typeof en = {
  nothingToWrite: '--output：没有 --download 就没有文件可写；请加上 --download',
  oneFile: (tasks) => `--output 只能写入一个文件，而给出了 ${tasks} 个任务；请改用 --dir 指定目录`,
  bothToStdout: (flag) => `--output - 与 ${flag} 都写到标准输出；请只给出其中一个`,
  notAPort: (value) => `--port："${value}" 不是端口；可以是 0 至 65535`,
  noScenario: (value, code, scenarios) =>
    `--scenario："${value}" 既不是场景，也不是可读取的文件（${code}）；可用的场景为 ${scenarios}`,
  scenarioNotJson: (path, why) => `--scenario：${path} 不是 JSON：${why}`,
  noTemporaryFolder: (path, code) => `sandbox：无法在 ${path} 中创建目录（${code}）`,
  otherTemporary: '临时文件的目录由 TMPDIR（Windows 上为 TEMP）指定。',
  listensAt: (endpoint) => `模拟器正在监听 ${endpoint}；按 Ctrl-C 结束。`,
  notRunnable: (command, code) => `sandbox：无法运行 "${command}"（${code}）`,
};

export const text = createLocalizer({ en, zh });
