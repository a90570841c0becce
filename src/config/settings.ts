// Every setting by name: where it stands in the file, its variable, its flag, its default, its unit. docs/config.md is held against this table.

export interface Setting {
  /** Dotted path in the YAML file; `<registry>` stands for a registry's name. */
  readonly path: string;
  readonly variable?: string;
  /** Without the dashes. */
  readonly flag?: string;
  readonly default: string;
  readonly unit: string;
  readonly meaning: string;
}

export const settings: readonly Setting[] = [
  { path: 'data', variable: 'PULLGATE_DATA', flag: 'data', default: './data', unit: 'folder', meaning: 'where the database, the records and the keys are kept' },
  { path: 'secret_key_file', variable: 'PULLGATE_SECRET_KEY_FILE', default: 'secret.key in the data folder', unit: 'file', meaning: 'the key that encrypts secrets at rest, 64 hexadecimal digits; made on the first start' },
  { path: 'catalog_file', variable: 'PULLGATE_CATALOG_FILE', default: 'the shipped catalog', unit: 'file', meaning: 'a catalog of verified publishers and sponsored open source to use instead of the shipped one' },
  { path: 'catalog.refresh.enabled', variable: 'PULLGATE_CATALOG_REFRESH', default: 'false', unit: 'true, false', meaning: 'whether Docker Hub is asked which namespaces have a badge; see docs/catalog.md' },
  { path: 'catalog.refresh.address', variable: 'PULLGATE_CATALOG_REFRESH_ADDRESS', default: 'https://hub.docker.com', unit: 'origin', meaning: 'where it is asked' },
  { path: 'catalog.refresh.interval_hours', variable: 'PULLGATE_CATALOG_REFRESH_INTERVAL_HOURS', default: '24', unit: 'hours', meaning: 'how often' },
  { path: 'catalog.refresh.apply', variable: 'PULLGATE_CATALOG_REFRESH_APPLY', default: 'apply', unit: 'apply, report', meaning: 'whether a badge that was gained or lost takes effect, or is only told' },
  { path: 'first_start.organization', variable: 'PULLGATE_ORG', flag: 'org', default: 'acme', unit: 'name', meaning: 'the organization that the first start makes' },
  { path: 'first_start.owner_username', variable: 'PULLGATE_OWNER_USERNAME', default: 'owner', unit: 'name', meaning: 'its owner' },
  { path: 'first_start.owner_password', variable: 'PULLGATE_OWNER_PASSWORD', default: 'generated and printed once', unit: '8 to 128 characters', meaning: "the owner's password" },
  { path: 'first_start.member_username', variable: 'PULLGATE_MEMBER_USERNAME', default: 'developer', unit: 'name', meaning: 'its first member, who gets a personal access token' },
  { path: 'gateway.listen', variable: 'PULLGATE_GATEWAY_LISTEN', flag: 'gateway-listen', default: '127.0.0.1:5000', unit: 'host:port', meaning: 'where clients pull' },
  { path: 'gateway.public_url', variable: 'PULLGATE_GATEWAY_PUBLIC_URL', default: 'as the client asked', unit: 'origin', meaning: 'the address that clients use, where it differs from the listener (behind a load balancer)' },
  { path: 'gateway.tls.certificate_file', variable: 'PULLGATE_GATEWAY_TLS_CERTIFICATE_FILE', default: 'no TLS', unit: 'PEM file', meaning: "the gateway's certificate and its chain; a changed file is taken up without a restart" },
  { path: 'gateway.tls.key_file', variable: 'PULLGATE_GATEWAY_TLS_KEY_FILE', default: 'no TLS', unit: 'PEM file', meaning: 'its private key' },
  { path: 'gateway.allowed_organizations', variable: 'PULLGATE_ALLOWED_ORGS', default: 'all', unit: 'names', meaning: 'only these organizations bind who pulls; whoever is in none of them is refused' },
  { path: 'gateway.trusted_proxies', variable: 'PULLGATE_TRUSTED_PROXIES', default: 'none', unit: 'addresses or CIDRs', meaning: "proxies whose X-Forwarded-For tells the client's address" },
  { path: 'gateway.public_ca_file', variable: 'PULLGATE_GATEWAY_PUBLIC_CA_FILE', default: 'trusted by clients', unit: 'PEM file', meaning: "the certificate authority behind the gateway's certificate, where it is one of your own: part of the setup that is printed for clients" },
  { path: 'admin.listen', variable: 'PULLGATE_ADMIN_LISTEN', flag: 'admin-listen', default: '127.0.0.1:8080', unit: 'host:port', meaning: 'where the admin API answers' },
  { path: 'admin.public_url', variable: 'PULLGATE_ADMIN_PUBLIC_URL', default: 'as the client asked', unit: 'origin', meaning: 'the address of the admin API as people use it' },
  { path: 'admin.tls.certificate_file', variable: 'PULLGATE_ADMIN_TLS_CERTIFICATE_FILE', default: 'no TLS', unit: 'PEM file', meaning: "the admin API's certificate and its chain; a changed file is taken up without a restart" },
  { path: 'admin.tls.key_file', variable: 'PULLGATE_ADMIN_TLS_KEY_FILE', default: 'no TLS', unit: 'PEM file', meaning: 'its private key' },
  { path: 'admin.rate_limit_per_minute', variable: 'PULLGATE_ADMIN_RATE_LIMIT_PER_MINUTE', default: '600', unit: 'requests', meaning: 'what one account may ask of the admin API in a minute, with all of its tokens and sessions together' },
  { path: 'admin.anonymous_rate_limit_per_minute', variable: 'PULLGATE_ADMIN_ANONYMOUS_RATE_LIMIT_PER_MINUTE', default: '120', unit: 'requests', meaning: 'the same of one client address, for whoever is not signed in; signing in counts here' },
  { path: 'admin.session_idle_hours', variable: 'PULLGATE_ADMIN_SESSION_IDLE_HOURS', default: '12', unit: 'hours', meaning: 'a session ends after so long without use' },
  { path: 'admin.session_hours', variable: 'PULLGATE_ADMIN_SESSION_HOURS', default: '168', unit: 'hours', meaning: 'a session ends after so long in any case' },
  { path: 'proxy.listen', variable: 'PULLGATE_PROXY_LISTEN', flag: 'proxy-listen', default: 'off', unit: 'host:port', meaning: "where clients find the proxy (HTTP CONNECT) that answers for the registries under their own names" },
  { path: 'proxy.tls_listen', variable: 'PULLGATE_PROXY_TLS_LISTEN', flag: 'proxy-tls-listen', default: 'off', unit: 'host:port', meaning: "where the same is answered by TLS server name, for networks whose DNS points the registries' hosts here; clients expect port 443" },
  { path: 'proxy.public_url', variable: 'PULLGATE_PROXY_PUBLIC_URL', default: 'as it listens', unit: 'origin', meaning: 'the address of the proxy as clients reach it, for the setup that is printed for them' },
  { path: 'proxy.hosts.<registry>', default: 'docker.io: registry-1.docker.io, index.docker.io, registry.hub.docker.com, auth.docker.io, docker.io; other upstreams: their own name', unit: 'host names', meaning: "the hosts that are answered for a configured registry; an empty list for none" },
  { path: 'proxy.tunnel_hosts', variable: 'PULLGATE_PROXY_TUNNEL_HOSTS', default: 'none', unit: 'host names, *.domain', meaning: 'other hosts that connections may be opened to, TLS on port 443 alone; every other host is refused' },
  { path: 'proxy.tunnel_networks', variable: 'PULLGATE_PROXY_TUNNEL_NETWORKS', default: 'none', unit: 'addresses or CIDRs', meaning: 'private, loopback and link-local addresses that such a connection may reach' },
  { path: 'upstreams.<registry>.address', flag: 'upstream', default: 'docker.io: https://registry-1.docker.io', unit: 'origin', meaning: 'where the registry answers; the flag is `--upstream docker.io=http://127.0.0.1:5001` and may be repeated' },
  { path: 'upstreams.<registry>.username', default: 'anonymous', unit: 'name', meaning: "the gateway's own name at the registry" },
  { path: 'upstreams.<registry>.password_file', default: 'anonymous', unit: 'file', meaning: "the file with the password or token; `pullgate upstream login` keeps it encrypted in the data folder instead" },
  { path: 'upstreams.<registry>.ca_file', default: "the system's", unit: 'PEM file', meaning: "the certificate authority that signed the registry's certificate" },
  { path: 'upstreams.<registry>.connect_timeout_seconds', default: '10', unit: 'seconds', meaning: 'how long a connection may take to open' },
  { path: 'upstreams.<registry>.response_timeout_seconds', default: '30', unit: 'seconds', meaning: 'how long the registry may take to begin its answer' },
  { path: 'upstreams.<registry>.idle_timeout_seconds', default: '60', unit: 'seconds', meaning: 'how long a body may stand still' },
  { path: 'upstreams.<registry>.blobs', default: 'cache', unit: 'cache, stream, redirect', meaning: "how blobs reach clients: through the cache, through the gateway without a copy kept, or straight from where the registry redirects to (clients must be able to reach that)" },
  { path: 'identity.upstream', variable: 'PULLGATE_IDENTITY_UPSTREAM', default: 'none', unit: 'registry', meaning: 'the upstream whose names and secrets people may sign in with, docker.io for Docker IDs; see docs/identity.md' },
  { path: 'workers', variable: 'PULLGATE_WORKERS', flag: 'workers', default: '1', unit: 'auto, 1 to 256', meaning: 'processes that answer pulls; `auto` is one for each core. With more than one, another process beside them has the admin API, the store and the cache' },
  { path: 'cache.enabled', variable: 'PULLGATE_CACHE', default: 'true', unit: 'true, false', meaning: 'whether what was pulled is kept for the next pull' },
  { path: 'cache.folder', variable: 'PULLGATE_CACHE_FOLDER', default: 'cache in the data folder', unit: 'folder', meaning: 'where it is kept, on a local disk; it may be deleted while Pullgate is stopped' },
  { path: 'cache.max_size', variable: 'PULLGATE_CACHE_MAX_SIZE', default: "80 % of the disk's free space at the start", unit: 'size like 50GiB', meaning: 'with more than this the least recently used goes' },
  { path: 'cache.low_water_percent', default: '90', unit: '% of max_size', meaning: 'how much stays when something had to go' },
  { path: 'cache.tag_fresh_seconds', variable: 'PULLGATE_CACHE_TAG_FRESH_SECONDS', default: '60', unit: 'seconds', meaning: 'how long a tag is taken to point where it did, before the registry is asked again' },
  { path: 'cache.stale_days', default: '7', unit: 'days', meaning: 'how long the last known manifest of a tag is served while the registry is away, slow, or limits pulls' },
  { path: 'cache.negative_seconds', default: '5', unit: 'seconds', meaning: "how long the registry's word that something does not exist is repeated" },
  { path: 'cache.slow_seconds', default: '2', unit: 'seconds', meaning: 'how long a pull waits for the registry to confirm a tag before the last known manifest is served' },
  { path: 'records.retention_days', variable: 'PULLGATE_RECORDS_RETENTION_DAYS', default: '90', unit: 'days', meaning: 'how long pull records are kept' },
  { path: 'mail.smtp', variable: 'PULLGATE_MAIL_SMTP', default: 'no mail is sent', unit: 'smtp(s)://host:port', meaning: 'the mail server for invitations: smtps with TLS from the first byte, smtp with STARTTLS, which is insisted on unless the server is on this machine; needs admin.public_url; see docs/people.md' },
  { path: 'mail.username', variable: 'PULLGATE_MAIL_USERNAME', default: 'none', unit: 'name', meaning: 'the name that Pullgate signs in with at the mail server' },
  { path: 'mail.password_file', variable: 'PULLGATE_MAIL_PASSWORD_FILE', default: 'none', unit: 'file', meaning: 'the file with its password' },
  { path: 'mail.from', variable: 'PULLGATE_MAIL_FROM', default: 'none', unit: 'address', meaning: 'the sender of the mails: pullgate@example.com, or Pullgate <pullgate@example.com>' },
  { path: 'mail.ca_file', variable: 'PULLGATE_MAIL_CA_FILE', default: "the system's", unit: 'PEM file', meaning: "the certificate authority that signed the mail server's certificate" },
  { path: 'webhooks.allow_networks', variable: 'PULLGATE_WEBHOOKS_ALLOW_NETWORKS', default: 'none', unit: 'addresses or CIDRs', meaning: 'private, loopback and link-local addresses that webhooks may send to; plain http only to loopback ones' },
  { path: 'webhooks.ca_file', variable: 'PULLGATE_WEBHOOKS_CA_FILE', default: 'the public ones alone', unit: 'PEM file', meaning: 'certificate authorities of your own that receivers of webhooks may have their certificate from, beside the public ones' },
  { path: 'webhooks.timeout_seconds', default: '10', unit: 'seconds', meaning: 'how long a receiver may take for one delivery' },
  { path: 'webhooks.retry_hours', default: '24', unit: 'hours', meaning: 'for how long a delivery that failed is tried again' },
  { path: 'webhooks.switch_off_hours', default: '72', unit: 'hours', meaning: 'after failing for so long a webhook is switched off' },
  { path: 'webhooks.log_days', default: '7', unit: 'days', meaning: 'how long the log of deliveries is kept' },
  { path: 'log.level', variable: 'PULLGATE_LOG_LEVEL', default: 'info', unit: 'debug, info, warn, error', meaning: 'the least that is logged' },
  { path: 'log.format', variable: 'PULLGATE_LOG_FORMAT', default: 'pretty', unit: 'pretty, json', meaning: 'how a log line looks' },
];
