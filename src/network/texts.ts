import { createLocalizer } from '../base/ui-language.ts';

const en = {
  failedAt: (host: string, says: string, code: string) => `${host}: ${says} (${code})`,
  failedThrough: (host: string, proxy: string, says: string, code: string) =>
    `${host} through the proxy ${proxy}: ${says} (${code})`,
  requestFailed: 'the request failed',
  notHttp: 'the answer is not HTTP',
  noTls: 'no secure connection could be made',
  noTlsHint: 'Is something else than TLS spoken on this port?',
  untrusted: "the server's certificate is not trusted",
  untrustedHint:
    'Where a proxy or gateway inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its CA certificate (PEM).',
  unresolved: 'the name could not be resolved',
  unresolvedHint:
    'Check the network, the DNS, and the endpoint if one was given; siem-export doctor looks at each.',
  cutOff: 'the connection was closed before the answer was complete',
  unreachable: 'the host cannot be reached',
  refused: 'the connection was refused',
  refusedHint:
    'Nothing listens there, or a firewall forbids it; siem-export doctor looks at the proxy and the endpoint.',
  noAnswerInTime: 'there was no answer in time',
  noConnectionInTime: 'no connection could be made in time',
  noConnectionInTimeHint:
    'A firewall may drop packets, or a proxy may have to be set in HTTPS_PROXY; siem-export doctor shows which is used.',
  certificateExpired: "the server's certificate has expired",
  certificateExpiredHint: "Check this machine's clock and any proxy that inspects TLS.",
  certificateNotYetValid: "the server's certificate is not valid yet",
  certificateNotYetValidHint: "Check this machine's clock.",
  certificateOfAnother: "the server's certificate is for another name",
  certificateOfAnotherHint:
    'Something else answers in the place of this host: check the endpoint, the DNS and the proxy.',
  proxyRefused: (proxy: string, status: number) =>
    `the proxy ${proxy} refused the connection (HTTP ${status})`,
  proxyRefusedHint:
    'Check the proxy variables, or exempt the host with NO_PROXY; siem-export doctor shows which proxy is used.',
  proxyWantsCredentialsHint:
    'Put user name and password into the proxy variable: http://user:password@host:port.',
  proxyNotAUrl: (variable: string) => `${variable}: it is not a URL; ${en.proxyAllowed}`,
  proxyNotSupported: (variable: string, protocol: string) =>
    `${variable}: ${protocol} is not supported; ${en.proxyAllowed}`,
  proxyAllowed: 'allowed is http://[user:password@]host[:port], or https://',
  proxyEncodingHint: 'In a user name or password, write @ as %40, / as %2F, # as %23 and % as %25.',
};

const zh: typeof en = {
  failedAt: (host, says, code) => `${host}：${says}（${code}）`,
  failedThrough: (host, proxy, says, code) => `${host}（经代理 ${proxy}）：${says}（${code}）`,
  requestFailed: '请求失败',
  notHttp: '应答不是 HTTP',
  noTls: '无法建立安全连接',
  noTlsHint: '该端口使用的可能不是 TLS。',
  untrusted: '服务器证书不受信任',
  untrustedHint:
    '如有代理或网关检查 TLS 流量，请将 NODE_EXTRA_CA_CERTS 设为其 CA 证书文件（PEM）。',
  unresolved: '域名无法解析',
  unresolvedHint: '检查网络和 DNS；如指定了接入点，也请检查接入点。siem-export doctor 会逐项检查。',
  cutOff: '应答尚未完整，连接已断开',
  unreachable: '无法到达该主机',
  refused: '连接被拒绝',
  refusedHint: '该地址没有服务在监听，或被防火墙禁止；可运行 siem-export doctor 检查代理和接入点。',
  noAnswerInTime: '未在时限内收到应答',
  noConnectionInTime: '未能在时限内建立连接',
  noConnectionInTimeHint:
    '防火墙可能丢弃了数据包，或需要在 HTTPS_PROXY 中设置代理；siem-export doctor 会显示所用的代理。',
  certificateExpired: '服务器证书已过期',
  certificateExpiredHint: '检查本机时钟，以及检查 TLS 流量的代理。',
  certificateNotYetValid: '服务器证书尚未生效',
  certificateNotYetValidHint: '检查本机时钟。',
  certificateOfAnother: '服务器证书属于其他域名',
  certificateOfAnotherHint: '应答的可能不是该主机：请检查接入点、DNS 和代理。',
  proxyRefused: (proxy, status) => `代理 ${proxy} 拒绝了连接（HTTP ${status}）`,
  proxyRefusedHint: '检查代理变量，或用 NO_PROXY 排除该主机；siem-export doctor 会显示所用的代理。',
  proxyWantsCredentialsHint: '在代理变量中写入用户名和密码：http://user:password@host:port。',
  proxyNotAUrl: (variable) => `${variable}：不是 URL；${zh.proxyAllowed}`,
  proxyNotSupported: (variable, protocol) => `${variable}：不支持 ${protocol}；${zh.proxyAllowed}`,
  proxyAllowed: '可以是 http://[user:password@]host[:port] 或 https://',
  proxyEncodingHint: '用户名或密码中的 @ 写作 %40，/ 写作 %2F，# 写作 %23，% 写作 %25。',
};

export const text = createLocalizer({ en, zh });
