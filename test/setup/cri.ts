// Pulls an image as the kubelet does: the container runtime interface, gRPC on the runtime's socket, by hand for its one call.
import { once } from 'node:events';
import { connect } from 'node:http2';
import type { IncomingHttpHeaders } from 'node:http2';
import { createConnection } from 'node:net';

export interface CriPull {
  /** The runtime's socket. */
  readonly socket: string;
  readonly image: string;
  /** From a pull secret. */
  readonly credentials: { readonly username: string; readonly secret: string };
}

export interface CriAnswer {
  /** gRPC's; 0 is success. */
  readonly status: number;
  readonly message: string;
}

const deadlineMs = 60_000;

/** runtime.v1.ImageService/PullImage of k8s.io/cri-api: image { image = 1 } = 1, auth { username = 1, password = 2 } = 2. */
export async function pullThroughCri({ socket, image, credentials }: CriPull): Promise<CriAnswer> {
  const message = Buffer.concat([field(1, field(1, image)), field(2, Buffer.concat([field(1, credentials.username), field(2, credentials.secret)]))]);
  const session = connect('http://localhost', { createConnection: () => createConnection(socket) });
  try {
    const stream = session.request({ ':method': 'POST', ':path': '/runtime.v1.ImageService/PullImage', 'content-type': 'application/grpc', te: 'trailers' });
    stream.setTimeout(deadlineMs, () => stream.destroy(new Error(`no answer to the pull of ${image}`)));
    const found: { 'grpc-status'?: string; 'grpc-message'?: string } = {};
    const keep = (headers: IncomingHttpHeaders): void => {
      for (const name of ['grpc-status', 'grpc-message'] as const) if (typeof headers[name] === 'string') found[name] = headers[name];
    };
    stream.on('response', keep);
    stream.on('trailers', keep);
    stream.resume();
    const length = Buffer.alloc(5); // not compressed, and the length
    length.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([length, message]));
    await once(stream, 'close');
    return { status: Number(found['grpc-status']), message: decodeURIComponent(found['grpc-message'] ?? '') };
  } finally {
    session.close();
  }
}

/** A field of the wire type "length-delimited". */
function field(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(Math.floor(value / 128))]);
}
