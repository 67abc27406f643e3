/* A campaign that was planned and started, its one wave being open. */

/** `$1` how many targets, `$2` the host, `$3` due at, in seconds since 1970. */
const insertCampaign = `
with version as (
  insert into template_versions (id, template_ref, digest, version, title, content, status)
  values (gen_random_uuid(), 'agenttasktemplate:default/migrate', 'sha256:1', '1.0.0', 'Migrate',
    '{"title":"Migrate","spec":{"version":"1.0.0","owner":"group:default/team","title":"Change \${{ parameters.target }}","parameters":{"type":"object","required":["target"],"properties":{"target":{"type":"string"}}},"prompt":"Change \${{ parameters.target }} of \${{ repository.name }}."}}',
    'approved')
  returning id
), campaign as (
  insert into campaigns (id, title, owner_ref, state, state_since, created_by,
    created_at, started_by, started_at, template_ref, template_version_id,
    request, due_look_at)
  select gen_random_uuid(), 'Change everything', 'group:default/team', 'running',
    to_timestamp($3::float8), 'user:default/ada', to_timestamp($3::float8),
    'user:default/ada', to_timestamp($3::float8),
    'agenttasktemplate:default/migrate', id, '{}', to_timestamp($3::float8)
  from version returning id
), wave as (
  insert into campaign_waves (campaign_id, number, "select", state, opened_at)
  select id, 1, '{}', 'open', to_timestamp($3::float8) from campaign
)
insert into campaign_targets (id, campaign_id, position, target_key, wave, host,
  repository_owner, repository_name, repository_url, entity_refs, parameters,
  verdict, reasons)
select gen_random_uuid(), campaign.id, n, $2::text || '/bench/r-' || n, 1, $2::text,
  'bench', 'r-' || n, 'https://' || $2::text || '/bench/r-' || n, '[]',
  jsonb_build_object('target', 'number ' || n), 'allowed', '[]'
from campaign, generate_series(1, $1::int) n`;

/** The repositories of its targets, one for each. */
export const campaignRepositories = count =>
  Array.from({ length: count }, (_, i) => `r-${i + 1}`);

/** Starts a campaign that is looked at from `dueAt` on, in ms since 1970. */
export async function queueCampaign(broker, { count, dueAt }) {
  await broker.sql.query(insertCampaign, [
    count,
    broker.world.githubHost,
    dueAt / 1_000,
  ]);
}
