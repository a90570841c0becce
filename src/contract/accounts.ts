// What people change of their own accounts: profile, password, second factor.
import { z } from 'zod';
import { newPassword } from './members.ts';
import { plainText } from './plain-text.ts';
import { secondFactorCode } from './session.ts';

const currentPassword = z.string().min(1).max(1024);

/** PATCH /v2/user: what is left out stays as it is; null takes the address away. */
export const updateUserRequest = z.strictObject({ full_name: plainText(200).optional(), email: z.email().max(254).nullish() });
export type UpdateUserRequest = z.infer<typeof updateUserRequest>;

/** PUT /v2/user/password */
export const changePasswordRequest = z.strictObject({ current_password: currentPassword, new_password: newPassword });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

/** GET /v2/user/totp */
export const totpStatus = z.object({ enabled: z.boolean(), recovery_codes_left: z.number().int() });

/** POST /v2/user/totp */
export const beginTotpRequest = z.strictObject({ password: currentPassword });
export type BeginTotpRequest = z.infer<typeof beginTotpRequest>;

/** For an authenticator app: `secret` to be typed in, `uri` as a QR code. */
export const begunTotp = z.object({ secret: z.string(), uri: z.string() });

/** POST /v2/user/totp/confirm: the first code that the app shows. */
export const confirmTotpRequest = z.strictObject({ code: secondFactorCode });
export type ConfirmTotpRequest = z.infer<typeof confirmTotpRequest>;

/** Shown this once. */
export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) });

/** DELETE /v2/user/totp and POST /v2/user/recovery-codes: `code` of the app, or a recovery code. */
export const proveBothRequest = z.strictObject({ password: currentPassword, code: secondFactorCode });
export type ProveBothRequest = z.infer<typeof proveBothRequest>;

/** POST /v2/orgs/{org}/members/{username}/password: without `password` one is made up. */
export const resetPasswordRequest = z.strictObject({ password: newPassword.optional(), remove_totp: z.boolean().default(false) });
export type ResetPasswordRequest = z.input<typeof resetPasswordRequest>;

/** `password` is there once, and only when the server made it up. */
export const resetPasswordResponse = z.object({ username: z.string(), password: z.string().optional() });
export type ResetPasswordResponse = z.infer<typeof resetPasswordResponse>;
