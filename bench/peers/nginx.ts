// The machine's practical limit: nginx with proxy_cache, one worker and sendfile. It neither authenticates, decides nor records.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { untilAnswering } from '../processes.ts';
import type { Processes } from '../processes.ts';

export interface Nginx {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export async function startNginx({ processes, folder, upstream }: { readonly processes: Processes; readonly folder: string; readonly upstream: string }): Promise<Nginx> {
  const address = `127.0.0.1:${await freePort()}`;
  const configuration = join(folder, 'nginx.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(configuration, describe(folder, { address, upstream }));
  const daemon = await processes.start({ command: 'nginx', parameters: ['-p', folder, '-e', join(folder, 'error.log'), '-c', configuration] });
  await untilAnswering(`http://${address}/v2/`, daemon);
  return { address: `http://${address}`, stop: daemon.stop };
}

function describe(folder: string, { address, upstream }: { readonly address: string; readonly upstream: string }): string {
  const isRoot = process.getuid?.() === 0;
  return `
daemon off;
${isRoot ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  default_type application/octet-stream;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/cache levels=1:2 keys_zone=bench:16m max_size=8g inactive=1d use_temp_path=off;
  upstream registry { server ${new URL(upstream).host}; keepalive 16; }
  server {
    listen ${address};
    location / {
      proxy_pass http://registry;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_max_temp_file_size 8192m;
      proxy_cache bench;
      proxy_cache_key $uri;
      proxy_cache_valid 200 1h;
      add_header X-Cache $upstream_cache_status;
    }
  }
}
`;
}
