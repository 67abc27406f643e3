import type {
  CampaignGate,
  CampaignWaveRequest,
  ScheduleWork,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';

/** What a wave takes. */
export const selectKinds = [
  'count',
  'percent',
  'tiers',
  'owners',
  'systems',
  'rest',
] as const;
/** Those that take names. */
const nameKinds = ['tiers', 'owners', 'systems'] as const;

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
  /** What a request can say of it and the form cannot, as it came. */
  kept?: { title?: string; gate: CampaignGate; stopSample?: number };
};

/** What is to be done where, as it is filled in. */
export type WorkDraft = {
  title: string;
  description: string;
  owner: string;
  template: string;
  parameters: JsonObject;
  ticket: string;
  filters: Record<FilterName, string>;
  more: string;
  /** Alternatives to the filter, which have no fields; as they came. */
  otherFilters: TargetFilter[];
  refs: string;
  exclude: string;
  csv: string;
  csvName: string;
  perComponent: boolean;
  maxOpen: string;
  waves: WaveDraft[];
};

/** The catalog's conditions; all of them have to hold. */
export type TargetFilter = Record<string, string | string[]>;

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

const restWave: WaveDraft = { select: 'rest', value: '', ...noGate };

/** Everything at once. */
export const oneWave: WaveDraft[] = [restWave];

/** A canary, a quarter, the rest: what most campaigns want. */
export const carefulWaves: WaveDraft[] = [
  { ...newWave, select: 'count', value: '5', confirm: true },
  newWave,
  restWave,
];

/** Work that nobody has said anything about yet. */
export function newWork(waves: WaveDraft[]): WorkDraft {
  return {
    title: '',
    description: '',
    owner: '',
    template: '',
    parameters: {},
    ticket: '',
    filters: {
      kind: 'component',
      type: '',
      filterOwner: '',
      system: '',
      lifecycle: '',
      tag: '',
    },
    more: '',
    otherFilters: [],
    refs: '',
    exclude: '',
    csv: '',
    csvName: '',
    perComponent: false,
    maxOpen: '',
    waves,
  };
}

/** The catalog's filter; undefined where there is none. Pure. */
export function filterOf(
  draft: Pick<WorkDraft, 'filters' | 'more'>,
): TargetFilter | undefined {
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
  const filter: TargetFilter = {};
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
}: Pick<WorkDraft, 'more'>): string | undefined {
  return lines(more).find(line => !/^[^=]+=.+$/.test(line));
}

/** What is asked of the broker. Pure. */
export function workOf(draft: WorkDraft): ScheduleWork {
  const ticket = draft.ticket.trim();
  const filter = filterOf(draft);
  const filters = [...(filter ? [filter] : []), ...draft.otherFilters];
  const refs = lines(draft.refs);
  const exclude = lines(draft.exclude);
  const maxOpen = number(draft.maxOpen);
  return {
    template: draft.template,
    parameters: draft.parameters,
    ...(ticket && { ticket }),
    targets: {
      ...(filters.length && { filter: filters }),
      ...(refs.length && { entityRefs: refs }),
      ...(exclude.length && { excludeEntityRefs: exclude }),
      ...(draft.csv.trim() && { csv: draft.csv }),
      ...(draft.perComponent && { perComponent: true }),
    },
    waves: draft.waves.map(waveOf),
    ...(maxOpen !== undefined && { maxOpenPerOwner: maxOpen }),
  };
}

/** Who answers for the work, and how it is called. Pure. */
export function headOf(
  draft: Pick<WorkDraft, 'title' | 'description' | 'owner'>,
): { title: string; description?: string; owner: string } {
  const description = draft.description.trim();
  return {
    title: draft.title.trim(),
    ...(description && { description }),
    owner: draft.owner.trim(),
  };
}

/** Work as it was asked for, to be changed. Pure. */
export function workDraftOf(
  head: { title: string; description?: string; owner: string },
  work: ScheduleWork,
): WorkDraft {
  const [filter = {}, ...otherFilters] = work.targets.filter ?? [];
  const known = new Set<string>(Object.values(filterKeys));
  const joined = (value: unknown) =>
    Array.isArray(value) ? value.join(', ') : String(value);
  return {
    title: head.title,
    description: head.description ?? '',
    owner: head.owner,
    template: work.template,
    parameters: (work.parameters ?? {}) as JsonObject,
    ticket: work.ticket ?? '',
    filters: Object.fromEntries(
      (Object.entries(filterKeys) as [FilterName, string][]).map(
        ([name, key]) => [
          name,
          filter[key] === undefined ? '' : joined(filter[key]),
        ],
      ),
    ) as WorkDraft['filters'],
    more: Object.entries(filter)
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => `${key}=${joined(value)}`)
      .join('\n'),
    otherFilters,
    refs: (work.targets.entityRefs ?? []).join('\n'),
    exclude: (work.targets.excludeEntityRefs ?? []).join('\n'),
    csv: work.targets.csv ?? '',
    csvName: work.targets.csv ? 'CSV' : '',
    perComponent: work.targets.perComponent ?? false,
    maxOpen: String(work.maxOpenPerOwner ?? ''),
    // without waves everything begins at once
    waves: work.waves?.length ? work.waves.map(waveDraftOf) : oneWave,
  };
}

function waveOf(wave: WaveDraft): CampaignWaveRequest {
  const gate = gateOf(wave);
  const title = wave.kept?.title;
  return {
    ...(title && { title }),
    select: selectOf(wave),
    ...(gate && { gate }),
  };
}

function selectOf({ select, value }: WaveDraft): CampaignWaveRequest['select'] {
  if (takesNames(select)) {
    return { [select]: value.split(',').flatMap(each => each.trim() || []) };
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
  const stopSample =
    wave.kept && 'stopSample' in wave.kept ? wave.kept.stopSample : sample;
  const gate: CampaignGate = {
    ...wave.kept?.gate,
    ...(sample !== undefined && { minimumSample: sample }),
    ...(merged !== undefined && { mergedAtLeast: merged }),
    ...(failed !== undefined && { failedAtMost: failed }),
    ...(hours !== undefined && { soakMinutes: Math.round(hours * 60) }),
    ...(wave.confirm && { confirmation: true }),
    ...(stop !== undefined && {
      stopAbove: {
        share: stop,
        ...(stopSample !== undefined && { minimumSample: stopSample }),
      },
    }),
  };
  return Object.keys(gate).length ? gate : undefined;
}

function waveDraftOf(wave: CampaignWaveRequest): WaveDraft {
  const { title, select, gate = {} } = wave;
  const {
    minimumSample,
    mergedAtLeast,
    failedAtMost,
    soakMinutes,
    confirmation,
    stopAbove,
    ...unknown
  } = gate;
  const percent = (share: number | undefined) =>
    share === undefined ? '' : String(Math.round(share * 1000) / 10);
  const text = (value: number | undefined) =>
    value === undefined ? '' : String(value);
  const [kind, value] = takenOf(select);
  return {
    select: kind,
    value,
    merged: percent(mergedAtLeast),
    failed: percent(failedAtMost),
    sample: text(minimumSample),
    soakHours: soakMinutes === undefined ? '' : text(soakMinutes / 60),
    stop: percent(stopAbove?.share),
    confirm: confirmation ?? false,
    kept: {
      ...(title && { title }),
      gate: unknown,
      ...(stopAbove &&
        stopAbove.minimumSample !== minimumSample && {
          stopSample: stopAbove.minimumSample,
        }),
    },
  };
}

function takenOf(
  select: CampaignWaveRequest['select'],
): [WaveDraft['select'], string] {
  if (select.count !== undefined) {
    return ['count', String(select.count)];
  }
  if (select.percent !== undefined) {
    return ['percent', String(select.percent)];
  }
  const kind = nameKinds.find(each => select[each]?.length);
  return kind ? [kind, select[kind]!.join(', ')] : ['rest', ''];
}

/** Whether a wave takes what has one of some names. */
export function takesNames(
  select: WaveDraft['select'],
): select is (typeof nameKinds)[number] {
  return nameKinds.some(each => each === select);
}

function lines(text: string): string[] {
  return text.split('\n').flatMap(line => line.trim() || []);
}

function number(text: string): number | undefined {
  const value = Number(text);
  return text.trim() && Number.isFinite(value) ? value : undefined;
}
