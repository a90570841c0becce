// What a listener bears from its peers: sizes and waits.

const KiB = 1024;
const secondMs = 1000;

export interface ListenerLimits {
  /** Request line and headers together; over it 431. */
  readonly headerBytesMax: number;
  /** Path and query; over it 414. */
  readonly urlBytesMax: number;
  readonly headersTimeoutMs: number;
  /** How long a body may bring almost nothing (slow-body.ts); over it 408. */
  readonly requestTimeoutMs: number;
  /** How long an unused connection stays open. */
  readonly keepAliveTimeoutMs: number;
  /** How long nothing may move on a connection in use. */
  readonly idleTimeoutMs: number;
  readonly tlsHandshakeTimeoutMs: number;
  /** Of all peers together, in this process; further ones are closed at once. Left out: as many as the system bears. */
  readonly connectionsMax?: number;
}

export const defaultListenerLimits: ListenerLimits = {
  headerBytesMax: 16 * KiB,
  urlBytesMax: 8 * KiB,
  headersTimeoutMs: 20 * secondMs,
  requestTimeoutMs: 60 * secondMs,
  keepAliveTimeoutMs: 75 * secondMs,
  idleTimeoutMs: 300 * secondMs,
  tlsHandshakeTimeoutMs: 10 * secondMs,
};
