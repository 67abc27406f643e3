import {
  AgentTaskPage,
  AgentTasksApi,
  AgentTasksSignal,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { agentTasksApiRef } from '../api';
import { useAgentTasks } from './useAgentTasks';

function page(totalItems: number): AgentTaskPage {
  return { items: [], totalItems, pageInfo: {} };
}

describe('useAgentTasks', () => {
  function setup() {
    const listTasks = jest.fn<
      Promise<AgentTaskPage>,
      Parameters<AgentTasksApi['listTasks']>
    >(async () => page(1));
    let tell: (signal: AgentTasksSignal) => void = () => {};
    const unsubscribe = jest.fn();
    const signals = {
      subscribe: (_channel: string, onMessage: unknown) => {
        tell = onMessage as typeof tell;
        return { unsubscribe };
      },
    };
    const wrapper = ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider
        apis={[
          [agentTasksApiRef, { listTasks } as unknown as AgentTasksApi],
          [signalApiRef, signals],
        ]}
      >
        {children}
      </TestApiProvider>
    );
    const hook = renderHook(
      ({ text }: { text?: string }) =>
        useAgentTasks({ entityRef: ['component:default/payments'], text }),
      { wrapper, initialProps: {} },
    );
    return {
      ...hook,
      listTasks,
      unsubscribe,
      tell: (s: AgentTasksSignal) => act(() => tell(s)),
    };
  }

  it('fetches again when a signal names its entity, and only then', async () => {
    const { result, listTasks, tell } = setup();
    await waitFor(() => expect(result.current.value?.totalItems).toBe(1));
    listTasks.mockResolvedValue(page(2));
    tell({ taskIds: ['1'], entityRefs: ['component:default/ledger'] });
    await act(() => new Promise(resolve => setTimeout(resolve, 1_200)));
    expect(listTasks).toHaveBeenCalledTimes(1);
    tell({ taskIds: ['1'], entityRefs: ['component:default/payments'] });
    await waitFor(() => expect(result.current.value?.totalItems).toBe(2));
  });

  it('shows the earlier rows until another question is answered', async () => {
    const { result, rerender, listTasks } = setup();
    await waitFor(() => expect(result.current.value?.totalItems).toBe(1));
    let answer: (value: AgentTaskPage) => void = () => {};
    listTasks.mockReturnValue(new Promise(resolve => (answer = resolve)));
    rerender({ text: 'node' });
    expect(result.current).toMatchObject({
      loading: true,
      value: { totalItems: 1 },
    });
    await act(async () => answer(page(7)));
    expect(result.current).toMatchObject({
      loading: false,
      value: { totalItems: 7 },
    });
  });

  it('keeps what it has and says that it is old while the backend is down', async () => {
    const { result, listTasks } = setup();
    await waitFor(() => expect(result.current.value).toBeDefined());
    const { updatedAt } = result.current;
    listTasks.mockRejectedValue(new Error('down'));
    act(() => result.current.refresh());
    await waitFor(() => expect(result.current.error?.message).toBe('down'));
    expect(result.current).toMatchObject({
      value: { totalItems: 1 },
      updatedAt,
      loading: false,
    });
  });

  it('ends subscription and request with the component', async () => {
    const { listTasks, unmount, unsubscribe } = setup();
    const signal = listTasks.mock.calls[0][1]!.signal!;
    unmount();
    expect(signal.aborted).toBe(true);
    expect(unsubscribe).toHaveBeenCalled();
  });
});
