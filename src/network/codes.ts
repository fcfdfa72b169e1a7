import type { CodeTable } from '../base/raise.ts';

const temporary = { exit: 'unavailable', retryable: true } as const;
const permanent = { exit: 'unavailable', retryable: false } as const;

const checkName = {
  en: 'Check the network, the DNS and --endpoint; siem-export doctor tests each.',
  zh: '检查网络、DNS 和 --endpoint；可运行 siem-export doctor 逐项检查。',
};

/** No response, or half of one: the codes of the system, of TLS and of proxies. */
export const networkCodes = {
  ENOTFOUND: {
    ...permanent,
    isReported: true,
    cause: { en: 'the host name does not exist', zh: '域名不存在' },
    advice: checkName,
  },
  EAI_AGAIN: {
    ...temporary,
    isReported: true,
    cause: { en: 'the host name could not be resolved', zh: '域名无法解析' },
    advice: checkName,
  },
  ECONNREFUSED: {
    ...temporary,
    isReported: true,
    cause: { en: 'the connection was refused', zh: '连接被拒绝' },
    advice: {
      en: 'No server listens there, or a firewall blocks it; siem-export doctor tests the proxy and the endpoint.',
      zh: '该地址没有服务在监听，或被防火墙拦截；可运行 siem-export doctor 检查代理和服务接入点。',
    },
  },
  ECONNRESET: {
    ...temporary,
    pattern: /^ERR_STREAM_PREMATURE_CLOSE$/,
    examples: ['ERR_STREAM_PREMATURE_CLOSE'],
    cause: {
      en: 'the connection was closed before the response was complete',
      zh: '响应尚未完整，连接已断开',
    },
    advice: {
      en: 'Run the command again. If it persists, a proxy or firewall may cut connections.',
      zh: '重新运行该命令。如持续出现，可能是代理或防火墙切断了连接。',
    },
  },
  EPIPE: {
    ...temporary,
    isReported: true,
    cause: {
      en: 'the other end closed the connection, or the reader of standard output exited',
      zh: '对端关闭了连接，或标准输出的读取方已退出',
    },
    advice: {
      en: 'Run the command again; in a pipeline, check the command that reads.',
      zh: '重新运行该命令；若使用管道，请检查读取数据的命令。',
    },
  },
  ETIMEDOUT: {
    ...temporary,
    cause: { en: 'no response arrived in time', zh: '未在时限内收到响应' },
    advice: {
      en: 'Run the command again; siem-export doctor tests the proxy and the endpoint.',
      zh: '重新运行该命令；可运行 siem-export doctor 检查代理和服务接入点。',
    },
  },
  ConnectTimeout: {
    ...temporary,
    cause: { en: 'no connection was made in time', zh: '未能在时限内建立连接' },
    advice: {
      en: 'A firewall may drop packets, or HTTPS_PROXY may be required; siem-export doctor shows the proxy in use.',
      zh: '防火墙可能丢弃了数据包，或需要设置 HTTPS_PROXY；可运行 siem-export doctor 查看所用的代理。',
    },
  },
  EHOSTUNREACH: {
    ...temporary,
    pattern: /^(?:ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    examples: ['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
    cause: { en: 'the host cannot be reached', zh: '无法到达该主机' },
    advice: {
      en: 'Check the network; outside a VPC, omit --vpc.',
      zh: '检查网络；不在 VPC 内时请去掉 --vpc。',
    },
  },
  ProxyAuthenticationRequired: {
    ...permanent,
    cause: { en: 'the proxy requires a user name and password', zh: '代理要求用户名和密码' },
    advice: {
      en: 'Add them to the proxy variable: http://user:password@host:port.',
      zh: '请写入代理变量：http://user:password@host:port。',
    },
  },
  ProxyRefused: {
    ...permanent,
    cause: { en: 'the proxy refused the connection', zh: '代理拒绝了连接' },
    advice: {
      en: 'Check the proxy variables, or exempt the host with NO_PROXY; siem-export doctor shows the proxy in use.',
      zh: '检查代理变量，或用 NO_PROXY 排除该主机；可运行 siem-export doctor 查看所用的代理。',
    },
  },
  ProxyUnavailable: {
    ...temporary,
    cause: { en: 'the proxy could not reach the host', zh: '代理无法连接该主机' },
    advice: {
      en: 'Run the command again, or exempt the host with NO_PROXY; siem-export doctor shows the proxy in use.',
      zh: '重新运行该命令，或用 NO_PROXY 排除该主机；可运行 siem-export doctor 查看所用的代理。',
    },
  },
  CERT_HAS_EXPIRED: {
    ...permanent,
    isReported: true,
    cause: { en: "the server's certificate has expired", zh: '服务器证书已过期' },
    advice: {
      en: "Check this machine's clock, and any proxy that inspects TLS.",
      zh: '检查本机时钟，以及检查 TLS 流量的代理。',
    },
  },
  CERT_NOT_YET_VALID: {
    ...permanent,
    isReported: true,
    cause: { en: "the server's certificate is not valid yet", zh: '服务器证书尚未生效' },
    advice: { en: "Check this machine's clock.", zh: '检查本机时钟。' },
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    ...permanent,
    isReported: true,
    cause: {
      en: "the server's certificate is for another host name",
      zh: '服务器证书属于其他域名',
    },
    advice: {
      en: 'Another server responds for this host: check the endpoint, the DNS and the proxy.',
      zh: '响应来自其他服务器：请检查服务接入点、DNS 和代理。',
    },
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    ...permanent,
    pattern: /^[A-Z_]*(?:CERT|ISSUER|SIGNATURE|CRL)[A-Z_]*$/,
    examples: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    cause: { en: "the server's certificate is not trusted", zh: '服务器证书不受信任' },
    advice: {
      en: 'If a proxy or gateway inspects TLS, set NODE_EXTRA_CA_CERTS to its CA certificate file (PEM).',
      zh: '如有代理或网关检查 TLS 流量，请将 NODE_EXTRA_CA_CERTS 设为其 CA 证书文件（PEM）。',
    },
  },
  EPROTO: {
    ...temporary,
    pattern: /^ERR_(?:SSL|TLS)_\w+$/,
    examples: ['ERR_SSL_WRONG_VERSION_NUMBER'],
    cause: { en: 'the TLS connection failed', zh: '无法建立 TLS 连接' },
    advice: {
      en: 'The port may not use TLS: check the endpoint and the proxy.',
      zh: '该端口可能未使用 TLS：请检查服务接入点和代理。',
    },
  },
  HPE_INVALID_CONSTANT: {
    ...temporary,
    pattern: /^HPE_/,
    cause: { en: 'the response is not HTTP', zh: '响应不是 HTTP' },
    advice: {
      en: 'Another program may use this port: check the endpoint and the proxy.',
      zh: '该端口可能由其他程序使用：请检查服务接入点和代理。',
    },
  },
  ERR_NETWORK: {
    ...temporary,
    cause: { en: 'the request failed', zh: '请求失败' },
    advice: {
      en: 'Run siem-export doctor: it tests each step on the way to the service.',
      zh: '请运行 siem-export doctor：它会逐步检查到服务端的通路。',
    },
  },
} satisfies CodeTable;

export type NetworkCode = keyof typeof networkCodes;
