// When a token ends, as a client writes it: kept and read back byte for byte.
import { z } from 'zod';

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 time; null, empty or absent: never. Whether it lies ahead is for the server to check. */
export const expiresAt = z
  .string()
  .max(64)
  .refine((text) => text === '' || (rfc3339.test(text) && !Number.isNaN(Date.parse(text))), 'must be an RFC 3339 time such as 2029-12-31T23:59:59Z')
  .nullish();
