import type { SignInInput } from '@sidetone/phone';

export interface AccountFields {
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName: string;
  readonly url: string;
}

/** What the fields of the form mean: a name may be a whole address, and an empty field is left to its default. */
export function accountInput(fields: AccountFields): SignInInput {
  const name = fields.user.trim().replace(/^sip:/i, '');
  const at = name.lastIndexOf('@');
  const user = at < 0 ? name : name.slice(0, at);
  const domain = at < 0 ? fields.domain.trim() : name.slice(at + 1);
  const url = fields.url.trim();
  const displayName = fields.displayName.trim();
  return {
    user,
    password: fields.password,
    ...(domain === '' ? {} : { domain }),
    ...(url === '' ? {} : { url }),
    ...(displayName === '' ? {} : { displayName }),
  };
}
