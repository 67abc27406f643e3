import {
  agentTasksAnnotations,
  AgentTaskWaitKind,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TaskRow } from '../database/rows';
import { readAnnotation, readEntityFacts } from '../entities/EntityFacts';
import type { Rung } from './ladder';

/** Groups above an owner that are told. */
const MOST_PARENTS = 10;

/** What only somebody with the requester's intent in mind can do. */
const ofRequester: AgentTaskWaitKind[] = [
  'resolution',
  'answer',
  'idle',
  'retry',
];
/** What is nobody's fault but the installation's. */
const ofAdmins: AgentTaskWaitKind[] = ['permission', 'launch'];

/** The task that waits. */
export type WaitingTask = Pick<
  TaskRow,
  'entity_ref' | 'owner_ref' | 'requested_by'
> & {
  kind: AgentTaskWaitKind;
  takenBy: string | null;
  /** Entity references that the template names. */
  templateRefs: string[];
};

/** Who owns the step that a task waits for, as the catalog has it now. */
export class Responsibles {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      admins: string[];
      tierAnnotation: string;
    },
  ) {}

  /** @throws where the catalog does not answer */
  async find(task: WaitingTask): Promise<Record<Rung, string[]>> {
    const { admins, tierAnnotation } = this.options;
    const [entity] = task.entity_ref ? await this.read([task.entity_ref]) : [];
    // who owns the component by now, not who did when the task began
    const owner =
      (entity && readEntityFacts(entity, { tierAnnotation }).owner) ??
      task.owner_ref;
    const [ownerEntity] = isPerson(owner) ? await this.read([owner]) : [];
    const requester = isPerson(task.requested_by) ? [task.requested_by] : [];
    const owners = isPerson(owner) ? [owner] : [];
    return {
      owner: ownersOf(task, { requester, owners, admins }),
      'parent-groups': [
        // whoever has taken it over is not the only one to know
        ...(task.takenBy === null ? [] : owners),
        ...parentsOf(ownerEntity),
      ],
      'on-call': [entity, ownerEntity].flatMap(onCallOf),
      admins,
    };
  }

  private async read(refs: string[]): Promise<Array<Entity | undefined>> {
    const { catalog, auth } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }
}

function ownersOf(
  task: WaitingTask,
  who: { requester: string[]; owners: string[]; admins: string[] },
): string[] {
  if (task.takenBy !== null) {
    return [task.takenBy];
  }
  const { requester, owners, admins } = who;
  if (ofAdmins.includes(task.kind)) {
    return firstOf(admins, owners);
  }
  return [
    ...(ofRequester.includes(task.kind)
      ? firstOf(requester, owners, admins)
      : firstOf(owners, requester, admins)),
    ...task.templateRefs,
  ];
}

function firstOf(...groups: string[][]): string[] {
  return groups.find(refs => refs.length > 0) ?? [];
}

function parentsOf(owner: Entity | undefined): string[] {
  const type =
    owner?.kind.toLowerCase() === 'user'
      ? RELATION_MEMBER_OF
      : RELATION_CHILD_OF;
  return (owner?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .slice(0, MOST_PARENTS);
}

function onCallOf(entity: Entity | undefined): string[] {
  const text = entity && readAnnotation(entity, agentTasksAnnotations.onCall);
  return (text ?? '').split(',').flatMap(ref => {
    try {
      return stringifyEntityRef(
        parseEntityRef(ref.trim(), {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      );
    } catch {
      return [];
    }
  });
}

function isPerson(ref: string | null | undefined): ref is string {
  return ref !== null && ref !== undefined && /^(user|group):/i.test(ref);
}
