import { parseTaskId } from './parseTaskId';

const id = '0b8f1c1e-6a55-4f0e-9d0a-1f6a6c1f0a11';

describe('parseTaskId', () => {
  it.each([
    [id, id],
    [` ${id.toUpperCase()} `, id],
    [`https://portal.example/agent-tasks/${id}`, id],
    [`/agent-tasks/${id}?tab=prompt#top`, id],
    ['https://portal.example/agent-tasks/', undefined],
    [`${id}0`, undefined],
    [`x${id}`, undefined],
    ['', undefined],
  ])('reads %j', (text, expected) => {
    expect(parseTaskId(text)).toBe(expected);
  });
});
