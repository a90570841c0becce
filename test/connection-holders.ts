// Which process holds the server's end of a connection, as Linux tells it under /proc: several processes may accept at one port.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** `: LOCAL_ADDRESS:PORT REMOTE_ADDRESS:PORT STATE ... INODE`, numbers in hexadecimal but for the inode (proc_net_tcp in the kernel's documentation). */
const established = /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) 01 (?:\S+ +){5}(\d+) /gm;

/** Of the IPv4 connections that were accepted at `port`: the id of the process that holds each, by the port of its client. */
export function holdersOf(port: number, processIds: Iterable<number>): ReadonlyMap<number, number> {
  const clientPorts = new Map<string, number>();
  for (const [, local = '', remote = '', inode = ''] of readFileSync('/proc/net/tcp', 'utf8').matchAll(established)) {
    if (Number.parseInt(local, 16) === port) clientPorts.set(inode, Number.parseInt(remote, 16));
  }
  const holders = new Map<number, number>();
  for (const processId of processIds) {
    for (const inode of socketsOf(processId)) {
      const clientPort = clientPorts.get(inode);
      if (clientPort !== undefined) holders.set(clientPort, processId);
    }
  }
  return holders;
}

/** Inodes of the sockets that a process has open. */
function socketsOf(processId: number): readonly string[] {
  const folder = `/proc/${String(processId)}/fd`;
  return readdirSync(folder).flatMap((descriptor) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${descriptor}`))?.[1] ?? [];
    } catch {
      return []; // closed meanwhile
    }
  });
}
