import { noRetry, reportedByService } from './api-code.ts';

const refused = { exit: 'auth', ...noRetry } as const;

/** The credentials are valid, but not allowed to do this. */
export const permissionCodes = reportedByService({
  'Forbidden.UserDenied.RdAccount': {
    ...refused,
    cause: {
      en: 'this account may not act for that member account',
      zh: '当前账号无权代表该成员账号操作',
    },
    advice: {
      en: "Use the resource directory's delegated administrator account, or omit --role-for.",
      zh: '请使用资源目录的委派管理员账号，或去掉 --role-for。',
    },
  },
  NoPermission: {
    ...refused,
    pattern: /^(?:NoPermission|Forbidden)(?:\.|$)/,
    examples: ['Forbidden', 'Forbidden.RAM'],
    cause: { en: 'a RAM permission is missing', zh: '缺少 RAM 权限' },
    advice: {
      en: 'Ask for the RAM actions yundun-sas:GetExportTask and yundun-sas:CreateExportTask on resource *; siem-export doctor shows which are granted.',
      zh: '请管理员授予 RAM 操作 yundun-sas:GetExportTask 和 yundun-sas:CreateExportTask，资源为 *；可运行 siem-export doctor 查看是否已授予。',
    },
  },
  OrderExpired: {
    ...refused,
    cause: {
      en: 'this account has no valid order for Cloud SIEM',
      zh: '当前账号没有有效的 Cloud SIEM（云安全中心 Agentic SOC）订单',
    },
    advice: { en: 'Buy or renew it in the console.', zh: '请在控制台购买或续费。' },
  },
  AssumeRoleError: {
    ...refused,
    cause: {
      en: 'the service-linked role AliyunServiceRoleForSasCloudSiem is missing',
      zh: '缺少服务关联角色 AliyunServiceRoleForSasCloudSiem',
    },
    advice: {
      en: 'Open Cloud SIEM in the console and authorise the role there.',
      zh: '请在控制台打开 Cloud SIEM，并授权创建该角色。',
    },
  },
});
