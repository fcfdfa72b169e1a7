/**
 * The answer of GetExportTask that the API's documentation gives as its example, letter for letter:
 * `success` at 66 %, and another `Id` than the 200013 that the example asks for. Its Link is left out,
 * for it is masked: the sandbox gives one of its own.
 *
 * https://api.aliyun.com/document/cloud-siem/2024-12-12/GetExportTask
 */
export const documentedElements = {
  RequestId: '9AAA9ED9-78F4-5021-86DC-D51C7511****',
  FileName: 'event_1193842352994186_17344888****.xlsx',
  Id: 400185,
  ExportType: 'incident_list',
  ExportStatus: 'success',
  Progress: 66,
  GmtCreate: '1605076118000',
};
