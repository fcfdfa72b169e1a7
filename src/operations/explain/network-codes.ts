import type { ToolCode } from './tool-code.ts';

const passing = { exit: 'unavailable', retryable: true } as const;
const lasting = { exit: 'unavailable', retryable: false } as const;

/** No answer, or half of one: the codes of the system, of TLS and of proxies. */
export const networkCodes: readonly ToolCode[] = [
  {
    code: /^(?:ENOTFOUND|EAI_AGAIN)$/,
    examples: ['ENOTFOUND', 'EAI_AGAIN'],
    ...passing,
    cause: { en: 'the name of the host could not be resolved', zh: '主机域名无法解析' },
    advice: {
      en: 'Check the network, the DNS, and the endpoint if one was given; siem-export doctor looks at each.',
      zh: '检查网络和 DNS；如指定了接入点，也请检查接入点。siem-export doctor 会逐项检查。',
    },
  },
  {
    code: 'ECONNREFUSED',
    ...passing,
    cause: { en: 'the connection was refused', zh: '连接被拒绝' },
    advice: {
      en: 'Nothing listens there, or a firewall forbids it; siem-export doctor looks at the proxy and the endpoint.',
      zh: '该地址没有服务在监听，或被防火墙禁止；可运行 siem-export doctor 检查代理和接入点。',
    },
  },
  {
    code: /^(?:ECONNRESET|ERR_STREAM_PREMATURE_CLOSE)$/,
    examples: ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'],
    ...passing,
    cause: {
      en: 'the connection was closed before the answer was complete',
      zh: '应答尚未完整，连接已断开',
    },
    advice: {
      en: 'Run the command again; if it stays, a proxy or firewall on the way may cut connections.',
      zh: '重新运行该命令；如持续出现，可能是途中的代理或防火墙切断了连接。',
    },
  },
  {
    code: 'EPIPE',
    ...passing,
    cause: {
      en: 'the other end closed the connection, or the reader of standard output went away',
      zh: '对端关闭了连接，或标准输出的读取方已退出',
    },
    advice: {
      en: 'Run the command again; behind a pipe, look at the command that reads.',
      zh: '重新运行该命令；若使用管道，请检查读取数据的命令。',
    },
  },
  {
    code: /^(?:ETIMEDOUT|ConnectTimeout)$/,
    examples: ['ETIMEDOUT', 'ConnectTimeout'],
    ...passing,
    cause: {
      en: 'there was no connection, or no answer, in time',
      zh: '未能在时限内建立连接或收到应答',
    },
    advice: {
      en: 'A firewall may drop packets, or a proxy may have to be set in HTTPS_PROXY; siem-export doctor shows which is used.',
      zh: '防火墙可能丢弃了数据包，或需要在 HTTPS_PROXY 中设置代理；siem-export doctor 会显示所用的代理。',
    },
  },
  {
    code: /^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    examples: ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
    ...passing,
    cause: { en: 'the host cannot be reached', zh: '无法到达该主机' },
    advice: {
      en: 'Check the network; outside a VPC leave out --vpc.',
      zh: '检查网络；不在 VPC 内时请去掉 --vpc。',
    },
  },
  {
    code: 'ProxyAuthenticationRequired',
    ...lasting,
    cause: { en: 'the proxy asks for a user name and password', zh: '代理要求用户名和密码' },
    advice: {
      en: 'Put them into the proxy variable: http://user:password@host:port.',
      zh: '在代理变量中写入：http://user:password@host:port。',
    },
  },
  {
    code: 'ProxyRefused',
    ...lasting,
    cause: { en: 'the proxy refused the connection', zh: '代理拒绝了连接' },
    advice: {
      en: 'Check the proxy variables, or exempt the host with NO_PROXY; siem-export doctor shows which proxy is used.',
      zh: '检查代理变量，或用 NO_PROXY 排除该主机；siem-export doctor 会显示所用的代理。',
    },
  },
  {
    code: /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    examples: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    ...lasting,
    cause: {
      en: "the server's certificate has expired, or is not valid yet",
      zh: '服务器证书已过期或尚未生效',
    },
    advice: {
      en: "Check this machine's clock and any proxy that inspects TLS.",
      zh: '检查本机时钟，以及检查 TLS 流量的代理。',
    },
  },
  {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    ...lasting,
    cause: { en: "the server's certificate is for another name", zh: '服务器证书属于其他域名' },
    advice: {
      en: 'Something else answers in the place of this host: check the endpoint, the DNS and the proxy.',
      zh: '应答的可能不是该主机：请检查接入点、DNS 和代理。',
    },
  },
  {
    code: /^[A-Z_]*(?:CERT|ISSUER|SIGNATURE|CRL)[A-Z_]*$/,
    examples: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ...lasting,
    cause: { en: "the server's certificate is not trusted", zh: '服务器证书不受信任' },
    advice: {
      en: 'Where a proxy or gateway inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its CA certificate (PEM).',
      zh: '如有代理或网关检查 TLS 流量，请将 NODE_EXTRA_CA_CERTS 设为其 CA 证书文件（PEM）。',
    },
  },
  {
    code: /^(?:EPROTO|ERR_(?:SSL|TLS)_\w+)$/,
    examples: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ...passing,
    cause: { en: 'no secure connection could be made', zh: '无法建立安全连接' },
    advice: {
      en: 'Something else than TLS may be spoken on this port: check the endpoint and the proxy.',
      zh: '该端口使用的可能不是 TLS：请检查接入点和代理。',
    },
  },
  {
    code: /^HPE_/,
    examples: ['HPE_INVALID_CONSTANT'],
    ...passing,
    cause: { en: 'the answer is not HTTP', zh: '应答不是 HTTP' },
    advice: {
      en: 'Something else than the service answers here: check the endpoint and the proxy.',
      zh: '应答的可能不是该服务：请检查接入点和代理。',
    },
  },
  {
    code: 'ERR_NETWORK',
    ...passing,
    cause: { en: 'the request failed', zh: '请求失败' },
    advice: {
      en: 'siem-export doctor looks at each step of the way to the service.',
      zh: '运行 siem-export doctor 可逐步检查到服务端的通路。',
    },
  },
];
