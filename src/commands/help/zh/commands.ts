import type { CommandName, CommandTexts } from '../texts-shape.ts';

export const commands: Readonly<Record<CommandName, CommandTexts>> = {
  wait: {
    summary: '等待任务结束，并可下载其文件',
    description:
      '持续查询，直到所有任务结束。加上 --download 时，随后下载每个文件并校验，同时写入回执。',
    examples: [
      ['siem-export wait 200013 --download', '等待，然后下载工作簿'],
      ['siem-export wait 200013 --json | jq -r .Link', '等待，然后输出链接'],
      ['siem-export wait 1 2 3 --download -d evidence', '三个任务，存入同一目录'],
      ['siem-export list --pending --ids | siem-export wait -', '所有尚未结束的任务'],
    ],
  },
  status: {
    summary: '查询一次任务状态',
    description: '对每个任务查询一次，并输出服务端的应答。',
    examples: [
      ['siem-export status 200013', '任务进展如何？'],
      ['siem-export status', '最近用过的任务'],
      ['siem-export status 200013 --exit-status', '供脚本使用：退出码 0、3 或 8'],
    ],
  },
  download: {
    summary: '下载已结束任务的文件',
    description: '下载每个已结束任务的文件，并进行校验。',
    examples: [
      ['siem-export download 200013', '存入当前目录，沿用原文件名'],
      ['siem-export download 200013 -o incidents.xlsx', '另存为其他名称'],
      ['siem-export download 200013 -o - > incidents.xlsx', '写到标准输出'],
    ],
  },
  create: {
    summary: '发起导出，并可等待其完成',
    description: '发起一次事件导出并输出任务 ID。加上 --wait 或 --download 时继续处理该任务。',
    examples: [
      ['siem-export create --level high --since 24h --wait --download', '一行完成全部工作'],
      ['siem-export create --status unhandled --since 2026-01-01', '输出新任务的 ID'],
      ['siem-export create --since 7d --dry-run', '只显示将要发送的请求'],
    ],
  },
  list: {
    summary: '本机见过的任务',
    description: '列出本机见过的任务，最新的在前。服务端不提供任务列表。',
    examples: [
      ['siem-export list', '全部任务'],
      ['siem-export list --pending --refresh', '重新查询尚未结束的任务'],
      ['siem-export list --json | jq .Id', '供脚本使用'],
    ],
  },
  forget: {
    summary: '从上述列表中移除任务',
    description: '从本机的列表中移除任务。服务端的任务不受影响。',
    examples: [
      ['siem-export forget 200013', '一个任务'],
      ['siem-export forget --all', '全部任务'],
    ],
  },
  verify: {
    summary: '按回执核对已下载的文件',
    description: '离线按回执核对已下载的文件：大小、CRC-64 和 SHA-256。',
    examples: [['siem-export verify *.xlsx', '当前目录中的所有工作簿']],
  },
  config: {
    summary: '保存的默认值',
    description: '读写保存的默认值。参数和环境变量优先于它们。',
    examples: [
      ['siem-export config set region ap-southeast-1', '数据位于新加坡'],
      ['siem-export config list', '各项生效的值及其来源'],
    ],
  },
  'config get': {
    summary: '输出一项的值',
    description: '输出一项保存的值；使用 --json 时还输出当前生效的值及其来源。',
    examples: [['siem-export config get region', '数据所在地域']],
  },
  'config set': {
    summary: '保存一项的值',
    description: '保存一项的值。',
    examples: [['siem-export config set lang en', '服务端以英文应答']],
  },
  'config unset': {
    summary: '移除保存的值',
    description: '移除一项保存的值。',
    examples: [['siem-export config unset region', '恢复默认值']],
  },
  'config list': {
    summary: '列出各项生效的值',
    description: '列出每一项当前生效的值及其来源。',
    examples: [['siem-export config list', '各项的值及其来源']],
  },
  'config path': {
    summary: '输出默认值所在的文件',
    description: '输出保存默认值的文件的路径。',
    examples: [['siem-export config path', '文件路径']],
  },
  doctor: {
    summary: '检查凭证、网络、时钟和权限',
    description:
      '检查等待任务所需的一切，每项一行：凭证、时钟、代理、接入点和权限。一切就绪时以 0 退出。',
    examples: [
      ['siem-export doctor', '一切是否正常？'],
      ['siem-export doctor --profile audit', '使用某个配置的密钥'],
    ],
  },
  explain: {
    summary: '解释退出码或错误码',
    description: '解释退出码或错误码：原因、是否可重试、如何处理。',
    examples: [
      ['siem-export explain 9', '退出码'],
      ['siem-export explain Throttling.User', '服务端的错误码'],
    ],
  },
  sandbox: {
    summary: 'API 和对象存储的本地模拟环境',
    description:
      '在 127.0.0.1 上运行 API 和对象存储的本地模拟环境（sandbox）。给出命令时，在指向它的环境中运行该命令，并以该命令的退出码结束；未给出命令时，输出供 eval 使用的环境变量，运行至按下 Ctrl-C。',
    examples: [
      ['siem-export sandbox -- siem-export wait 200013 --download', '无需账号即可试用'],
      ['siem-export sandbox --scenario failed -- ./nightly.sh', '测试脚本如何处理失败'],
      [
        'siem-export sandbox --speed 100 --log requests.ndjson -- ./nightly.sh',
        '加快测试，并查看每个请求',
      ],
    ],
  },
  completion: {
    summary: '输出 shell 补全脚本',
    description: '输出补全脚本：在 shell 中补全命令、参数、取值和任务 ID。',
    examples: [
      ['source <(siem-export completion bash)', '写入 ~/.bashrc'],
      ['source <(siem-export completion zsh)', '写入 ~/.zshrc，位于 compinit 之后'],
      ['siem-export completion fish | source', '写入 ~/.config/fish/config.fish'],
    ],
  },
  help: { summary: '显示某个命令的帮助', description: '', examples: [] },
};
