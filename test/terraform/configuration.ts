// A Terraform configuration with every resource and data source of Docker's provider that Pullgate has something to say about.

export interface Values {
  readonly enabled: boolean;
  readonly official: boolean;
  readonly verified: boolean;
  readonly hub: boolean;
  readonly registry: string;
  readonly label: string;
  readonly description: string;
  readonly team: string;
  readonly role: 'member' | 'editor' | 'owner';
}

/** Members, an invitation and a team: what an organization access token may manage. */
export function people({ role, team }: Pick<Values, 'role' | 'team'>): string {
  return `terraform {
  required_providers {
    docker = { source = "docker/docker" }
  }
}

resource "docker_org_team" "platform" {
  org_name  = "acme"
  team_name = "${team}"
}

resource "docker_org_team_member" "ada" {
  org_name  = "acme"
  team_name = docker_org_team.platform.team_name
  user_name = "ada"
}

resource "docker_org_member" "grace" {
  org_name  = "acme"
  role      = "${role}"
  user_name = "grace"
}

resource "docker_org_member" "new" {
  org_name = "acme"
  role     = "member"
  email    = "new@acme.example"
}

data "docker_org_members" "all" {
  org_name   = "acme"
  depends_on = [docker_org_member.grace]
}
`;
}

export function everything(values: Values): string {
  return `terraform {
  required_providers {
    docker = { source = "docker/docker" }
  }
}

provider "docker" {}

resource "docker_org_setting_image_access_management" "images" {
  org_name                  = "acme"
  enabled                   = ${values.enabled}
  allow_official_images     = ${values.official}
  allow_verified_publishers = ${values.verified}
}

resource "docker_org_setting_registry_access_management" "registries" {
  org_name                     = "acme"
  enabled                      = true
  standard_registry_docker_hub = { allowed = ${values.hub} }
  custom_registries = [
    { address = "${values.registry}", friendly_name = "Another", allowed = true }
  ]
}

resource "docker_access_token" "own" {
  token_label = "${values.label}"
  scopes      = ["repo:read", "repo:write"]
  expires_at  = "2029-12-31T23:59:59Z"
}

resource "docker_org_access_token" "ci" {
  org_name    = "acme"
  label       = "${values.label}"
  description = "${values.description}"
  expires_at  = "2029-12-31T23:59:59Z"
  resources = [
    { type = "TYPE_REPO", path = "acme/*", scopes = ["scope-image-pull"] }
  ]
}

resource "docker_org_team" "platform" {
  org_name         = "acme"
  team_name        = "${values.team}"
  team_description = "${values.description}"
}

resource "docker_org_team_member" "ada" {
  org_name  = "acme"
  team_name = docker_org_team.platform.team_name
  user_name = "ada"
}

resource "docker_org_member" "grace" {
  org_name  = "acme"
  role      = "${values.role}"
  user_name = "grace"
}

resource "docker_org_member" "new" {
  org_name = "acme"
  role     = "member"
  email    = "new@acme.example"
}

data "docker_login" "current" {}

data "docker_org" "acme" {
  org_name = "acme"
}

data "docker_org_members" "all" {
  org_name   = "acme"
  depends_on = [docker_org_member.grace]
}

data "docker_org_team" "platform" {
  org_name   = "acme"
  team_name  = docker_org_team.platform.team_name
  depends_on = [docker_org_team_member.ada]
}

data "docker_org_team_member" "platform" {
  org_name   = "acme"
  team_name  = docker_org_team.platform.team_name
  depends_on = [docker_org_team_member.ada]
}

data "docker_access_tokens" "own" {}

data "docker_access_token" "own" {
  uuid = docker_access_token.own.uuid
}

data "docker_hub_repositories" "grafana" {
  namespace = "grafana"
}

data "docker_hub_repository" "grafana" {
  namespace = "grafana"
  name      = "grafana"
}

data "docker_hub_repository_tags" "grafana" {
  namespace = "grafana"
  name      = "grafana"
}

output "user" { value = data.docker_login.current.username }
output "organization" { value = data.docker_org.acme.date_joined }
output "members" { value = [for member in data.docker_org_members.all.members : member.username] }
output "team_members" { value = [for member in data.docker_org_team_member.platform.members : member.username] }
output "team" { value = data.docker_org_team.platform.member_count }
`;
}
