// The call of `siem-export status ID --json` with the vendor's SDK core, as its documentation has it.
// Nothing is shared with the tests' vendor client: what it loads besides the SDK would be measured, too.
const { default: Client, $OpenApiUtil, OpenApiUtil } = require('@alicloud/openapi-core');

const { SIEM_EXPORT_ENDPOINT, ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET } =
  process.env;

const client = new Client(
  new $OpenApiUtil.Config({
    accessKeyId: ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    endpoint: new URL(SIEM_EXPORT_ENDPOINT).host,
    protocol: 'HTTP',
  }),
);
const parameters = new $OpenApiUtil.Params({
  action: 'GetExportTask',
  version: '2024-12-12',
  protocol: 'HTTP',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const body = { ExportId: Number(process.argv[2]), RegionId: 'cn-hangzhou' };
const request = new $OpenApiUtil.OpenApiRequest({ body: OpenApiUtil.parseToMap(body) });
client.callApi(parameters, request, {}).then(({ body }) => {
  console.log(JSON.stringify(body));
});
