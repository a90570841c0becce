// How many connections one client may have open.
import type { Networks } from '../../http/networks.ts';

export interface Admission {
  /** Undefined: it has too many. Else to be called when the connection is closed. */
  readonly enter: (clientAddress: string) => (() => void) | undefined;
}

export interface AdmissionOptions {
  readonly perClientMax: number;
  /** Addresses that stand for many clients. */
  readonly unlimited: Networks;
}

export function createAdmission({ perClientMax, unlimited }: AdmissionOptions): Admission {
  const open = new Map<string, number>();
  return {
    enter: (address) => {
      if (unlimited.includes(address)) return () => undefined;
      const count = open.get(address) ?? 0;
      if (count >= perClientMax) return undefined;
      open.set(address, count + 1);
      return () => {
        const left = (open.get(address) ?? 1) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      };
    },
  };
}
