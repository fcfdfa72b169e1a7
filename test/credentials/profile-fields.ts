export const longTerm = { accessKeyId: 'LTAI5tLongTerm', accessKeySecret: 'SecretOfLongTermKeys' };

/** The same in a profile of the vendor's CLI. */
export const ak = {
  access_key_id: longTerm.accessKeyId,
  access_key_secret: longTerm.accessKeySecret,
};

export const role = {
  ram_role_arn: 'acs:ram::113091674488:role/auditor',
  ram_session_name: 'night shift',
};
