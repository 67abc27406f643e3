import type {
  CampaignGate,
  CampaignRequest,
  CampaignWaveRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';

/** What a wave takes. */
export const selectKinds = ['count', 'percent', 'tiers', 'rest'] as const;

/** A wave as it is filled in; percentages and hours as people write them. */
export type WaveDraft = {
  select: (typeof selectKinds)[number];
  value: string;
  merged: string;
  failed: string;
  sample: string;
  soakHours: string;
  stop: string;
  confirm: boolean;
};

/** A plan as it is filled in. */
export type PlanDraft = {
  title: string;
  description: string;
  owner: string;
  template: string;
  parameters: JsonObject;
  ticket: string;
  /** `YYYY-MM-DD`, as a date field writes it. */
  due: string;
  filters: Record<FilterName, string>;
  more: string;
  refs: string;
  exclude: string;
  csv: string;
  csvName: string;
  perComponent: boolean;
  maxOpen: string;
  waves: WaveDraft[];
};

/** Conditions with a field of their own, and the catalog's name for them. */
export const filterKeys = {
  kind: 'kind',
  type: 'spec.type',
  filterOwner: 'relations.ownedBy',
  system: 'relations.partOf',
  lifecycle: 'spec.lifecycle',
  tag: 'metadata.tags',
} as const;
/** One of {@link filterKeys}. */
export type FilterName = keyof typeof filterKeys;

const noGate = {
  merged: '',
  failed: '',
  sample: '',
  soakHours: '',
  stop: '',
  confirm: false,
};

/** The wave that a new one begins as. */
export const newWave: WaveDraft = {
  select: 'percent',
  value: '25',
  ...noGate,
  merged: '80',
  stop: '30',
};

/** A canary, a quarter, the rest: what most campaigns want. */
export function newPlan(): PlanDraft {
  return {
    title: '',
    description: '',
    owner: '',
    template: '',
    parameters: {},
    ticket: '',
    due: '',
    filters: {
      kind: 'component',
      type: '',
      filterOwner: '',
      system: '',
      lifecycle: '',
      tag: '',
    },
    more: '',
    refs: '',
    exclude: '',
    csv: '',
    csvName: '',
    perComponent: false,
    maxOpen: '',
    waves: [
      { ...newWave, select: 'count', value: '5', confirm: true },
      newWave,
      { select: 'rest', value: '', ...noGate },
    ],
  };
}

/** The catalog's filter; undefined where the plan has none. Pure. */
export function filterOf(
  draft: Pick<PlanDraft, 'filters' | 'more'>,
): Record<string, string | string[]> | undefined {
  const conditions: [string, string][] = [
    ...(Object.entries(filterKeys) as [FilterName, string][]).map(
      ([name, key]): [string, string] => [key, draft.filters[name].trim()],
    ),
    ...lines(draft.more).flatMap((line): [string, string][] => {
      const at = line.indexOf('=');
      return at < 0
        ? []
        : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  ].filter(([key, value]) => key && value) as [string, string][];
  const filter: Record<string, string | string[]> = {};
  for (const [key, value] of conditions) {
    const values = value.split(',').flatMap(each => each.trim() || []);
    filter[key] = values.length === 1 ? values[0] : values;
  }
  // the kind alone is the catalog, which nobody means
  return Object.keys(filter).some(key => key !== 'kind') || filter.kind
    ? filter
    : undefined;
}

/** A line of the conditions that is none. Pure. */
export function wrongCondition({
  more,
}: Pick<PlanDraft, 'more'>): string | undefined {
  return lines(more).find(line => !/^[^=]+=.+$/.test(line));
}

/** What is asked of the broker. Pure. */
export function requestOf(draft: PlanDraft): CampaignRequest {
  const text = (value: string) => value.trim() || undefined;
  const filter = filterOf(draft);
  const refs = lines(draft.refs);
  const exclude = lines(draft.exclude);
  const maxOpen = number(draft.maxOpen);
  return {
    title: draft.title.trim(),
    description: text(draft.description),
    owner: draft.owner.trim(),
    template: draft.template,
    parameters: draft.parameters,
    ticket: text(draft.ticket),
    ...(draft.due && {
      dueAt: new Date(`${draft.due}T23:59:59`).toISOString(),
    }),
    targets: {
      ...(filter && { filter: [filter] }),
      ...(refs.length && { entityRefs: refs }),
      ...(exclude.length && { excludeEntityRefs: exclude }),
      ...(draft.csv.trim() && { csv: draft.csv }),
      ...(draft.perComponent && { perComponent: true }),
    },
    waves: draft.waves.map(waveOf),
    ...(maxOpen !== undefined && { maxOpenPerOwner: maxOpen }),
  };
}

/** A plan as it was asked for, to be changed. Pure. */
export function draftOf(request: CampaignRequest): PlanDraft {
  const draft = newPlan();
  const [filter = {}] = request.targets.filter ?? [];
  const known = new Set<string>(Object.values(filterKeys));
  const joined = (value: unknown) =>
    Array.isArray(value) ? value.join(', ') : String(value);
  return {
    ...draft,
    title: request.title,
    description: request.description ?? '',
    owner: request.owner,
    template: request.template,
    parameters: (request.parameters ?? {}) as JsonObject,
    ticket: request.ticket ?? '',
    due: request.dueAt?.slice(0, 10) ?? '',
    filters: Object.fromEntries(
      (Object.entries(filterKeys) as [FilterName, string][]).map(
        ([name, key]) => [
          name,
          filter[key] === undefined ? '' : joined(filter[key]),
        ],
      ),
    ) as PlanDraft['filters'],
    more: Object.entries(filter)
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => `${key}=${joined(value)}`)
      .join('\n'),
    refs: (request.targets.entityRefs ?? []).join('\n'),
    exclude: (request.targets.excludeEntityRefs ?? []).join('\n'),
    csv: request.targets.csv ?? '',
    csvName: request.targets.csv ? 'CSV' : '',
    perComponent: request.targets.perComponent ?? false,
    maxOpen: String(request.maxOpenPerOwner ?? ''),
    waves: (request.waves ?? []).map(waveDraftOf),
  };
}

function waveOf(wave: WaveDraft): CampaignWaveRequest {
  const gate = gateOf(wave);
  const select = selectOf(wave);
  return { select, ...(gate && { gate }) };
}

function selectOf({ select, value }: WaveDraft): CampaignWaveRequest['select'] {
  if (select === 'tiers') {
    return { tiers: value.split(',').flatMap(each => each.trim() || []) };
  }
  const amount = number(value);
  return select === 'rest' || amount === undefined ? {} : { [select]: amount };
}

function gateOf(wave: WaveDraft): CampaignGate | undefined {
  const share = (text: string) => {
    const value = number(text);
    return value === undefined ? undefined : value / 100;
  };
  const [merged, failed, stop] = [wave.merged, wave.failed, wave.stop].map(
    share,
  );
  const [sample, hours] = [wave.sample, wave.soakHours].map(number);
  const gate: CampaignGate = {
    ...(sample !== undefined && { minimumSample: sample }),
    ...(merged !== undefined && { mergedAtLeast: merged }),
    ...(failed !== undefined && { failedAtMost: failed }),
    ...(hours !== undefined && { soakMinutes: Math.round(hours * 60) }),
    ...(wave.confirm && { confirmation: true }),
    ...(stop !== undefined && {
      stopAbove: {
        share: stop,
        ...(sample !== undefined && { minimumSample: sample }),
      },
    }),
  };
  return Object.keys(gate).length ? gate : undefined;
}

function waveDraftOf({ select, gate = {} }: CampaignWaveRequest): WaveDraft {
  const percent = (share: number | undefined) =>
    share === undefined ? '' : String(Math.round(share * 1000) / 10);
  const text = (value: number | undefined) =>
    value === undefined ? '' : String(value);
  const [kind, value] = takenOf(select);
  return {
    select: kind,
    value,
    merged: percent(gate.mergedAtLeast),
    failed: percent(gate.failedAtMost),
    sample: text(gate.minimumSample),
    soakHours:
      gate.soakMinutes === undefined ? '' : text(gate.soakMinutes / 60),
    stop: percent(gate.stopAbove?.share),
    confirm: gate.confirmation ?? false,
  };
}

function takenOf({
  count,
  percent,
  tiers,
}: CampaignWaveRequest['select']): [WaveDraft['select'], string] {
  if (count !== undefined) {
    return ['count', String(count)];
  }
  if (percent !== undefined) {
    return ['percent', String(percent)];
  }
  return tiers?.length ? ['tiers', tiers.join(', ')] : ['rest', ''];
}

function lines(text: string): string[] {
  return text.split('\n').flatMap(line => line.trim() || []);
}

function number(text: string): number | undefined {
  const value = Number(text);
  return text.trim() && Number.isFinite(value) ? value : undefined;
}
