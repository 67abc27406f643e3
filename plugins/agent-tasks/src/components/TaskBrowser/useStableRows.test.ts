import { act, renderHook } from '@testing-library/react';
import { task } from '../../../dev/fixtures';
import { useStableRows } from './useStableRows';

const [a, b, c] = [task(1, 'running'), task(2, 'running'), task(3, 'running')];

describe('useStableRows', () => {
  function setup() {
    return renderHook(({ key, tasks }) => useStableRows(key, tasks), {
      initialProps: { key: 'all', tasks: [a, b] },
    });
  }
  const titles = (hook: ReturnType<typeof setup>) =>
    hook.result.current.rows.map(row => row.task.id.slice(-1)).join('');

  it('updates rows in place and keeps new ones back until asked', () => {
    const hook = setup();
    const failed = task(1, 'failed');
    hook.rerender({ key: 'all', tasks: [c, failed, b] });
    expect(titles(hook)).toBe('12');
    expect(hook.result.current.rows[0].task.phase).toBe('failed');
    expect(hook.result.current.arrivals).toBe(1);
    act(() => hook.result.current.apply());
    expect(titles(hook)).toBe('312');
    expect(hook.result.current).toMatchObject({ arrivals: 0, moved: false });
  });

  it('keeps the place of rows that have left or moved', () => {
    const hook = setup();
    hook.rerender({ key: 'all', tasks: [b] });
    expect(hook.result.current.rows.map(row => row.gone)).toEqual([
      true,
      false,
    ]);
    expect(hook.result.current.moved).toBe(true);
    hook.rerender({ key: 'all', tasks: [b, a] });
    expect(titles(hook)).toBe('12');
    expect(hook.result.current.moved).toBe(true);
  });

  it('starts afresh for another question, and where there was nothing', () => {
    const hook = setup();
    hook.rerender({ key: 'failed', tasks: [c] });
    expect(titles(hook)).toBe('3');
    hook.rerender({ key: 'queued', tasks: [] });
    hook.rerender({ key: 'queued', tasks: [b] });
    expect(titles(hook)).toBe('2');
  });
});
