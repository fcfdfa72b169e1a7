/** Of `list` and `forget`. */
export const texts = {
  idsAndOther: (flag: string) => ({
    en: `--ids and ${flag} both choose what standard output holds; give one of them`,
    zh: `--ids 与 ${flag} 都用于指定标准输出的内容；只能指定其中一个`,
  }),
  nothingSeen: {
    en: 'no tasks yet: tasks appear here after status, wait, download or create',
    zh: '暂无任务：使用 status、wait、download 或 create 后，任务会显示在这里',
  },
  nothingPending: (ended: number) => ({
    en:
      ended === 1
        ? 'nothing is pending (1 task has ended; list shows it)'
        : `nothing is pending (${ended} tasks have ended; list shows them)`,
    zh: `没有未结束的任务（${ended} 个任务已结束，可用 list 查看）`,
  }),
  nothingFits: (count: number) => ({
    en:
      count === 1
        ? 'no task matches --region and --role-for (1 task in other regions or accounts)'
        : `no task matches --region and --role-for (${count} tasks in other regions or accounts)`,
    zh: `没有符合 --region 和 --role-for 的任务（其他地域或账号下有 ${count} 个任务）`,
  }),
  notNamed: (count: number, account: string) => ({
    en: `${count === 1 ? '1 task' : `${count} tasks`} of your own account left out: with the account ${account} as default, no reference names them; set roleFor or SIEM_EXPORT_ROLE_FOR to nothing`,
    zh: `已略去当前账号自身的 ${count} 个任务：默认账号为 ${account} 时无法引用这些任务；请清除 roleFor 或 SIEM_EXPORT_ROLE_FOR`,
  }),
  asksAgain: (count: number) => ({
    en: count === 1 ? 'refreshing 1 task' : `refreshing ${count} tasks`,
    zh: `正在刷新 ${count} 个任务`,
  }),
  notRemembered: (reference: string) => ({
    en: `no task ${reference} is recorded here`,
    zh: `本机没有任务 ${reference} 的记录`,
  }),
  recordedAs: (references: readonly string[]) => ({
    en: `It is recorded as ${references.join(', ')}.`,
    zh: `本机的记录为 ${references.join('、')}。`,
  }),
  forgotten: (count: number) => ({
    en: count === 1 ? 'forgot 1 task' : `forgot ${count} tasks`,
    zh: `已移除 ${count} 个任务的记录`,
  }),
  nothingToForget: {
    en: 'nothing to forget: standard input names no task',
    zh: '没有需要移除的任务：标准输入中没有导出任务 ID',
  },
  idsOrAll: {
    en: 'exportId: name the tasks to forget, or give --all',
    zh: 'exportId：请指定要移除的任务，或使用 --all',
  },
  idsAndAll: {
    en: '--all means every task: give no export ids with it',
    zh: '--all 表示全部任务：不能同时指定导出任务 ID',
  },
};
