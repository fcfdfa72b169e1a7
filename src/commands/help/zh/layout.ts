import type { LayoutTexts } from '../texts-shape.ts';

export const layout: LayoutTexts = {
  about: '等待阿里云 SIEM 的导出任务完成，并下载其工作簿。',
  usage: '用法：',
  examples: '示例：',
  arguments: '参数：',
  options: '选项：',
  exitCodes: '退出码：',
  environment: '环境变量：',
  more: 'siem-export help COMMAND 显示某个命令的全部选项。',
  defaultValue: (value) => `（默认：${value}）`,
  groups: {
    exports: '导出：',
    machine: '本机：',
    help: '帮助与测试：',
    request: '请求：',
    waiting: '等待：',
    downloading: '下载：',
    filters: '筛选：',
    output: '输出：',
  },
  variables: {
    ALIBABA_CLOUD_ACCESS_KEY_ID: '访问密钥，与 …_ACCESS_KEY_SECRET 一起使用',
    ALIBABA_CLOUD_SECURITY_TOKEN: '临时会话的令牌，与其密钥一起使用',
    ALIBABA_CLOUD_PROFILE: '同 --profile',
    SIEM_EXPORT_REGION: '同 --region；另有 LANG、ROLE_FOR、ENDPOINT、VPC 亦然',
    SIEM_EXPORT_CONFIG_DIR: '保存默认值和任务列表的目录',
    SIEM_EXPORT_UI_LANG: '本工具自身文字的语言：en 或 zh',
    HTTPS_PROXY: '代理；另有 HTTP_PROXY、ALL_PROXY 和 NO_PROXY',
    NODE_EXTRA_CA_CERTS: '额外的 CA 证书（PEM）',
    NO_COLOR: '不使用颜色；FORCE_COLOR：即使不是终端也使用颜色',
  },
};
