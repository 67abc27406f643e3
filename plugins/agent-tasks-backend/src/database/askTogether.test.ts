import { askTogether } from './askTogether';

describe('askTogether', () => {
  it('asks once for what is asked at the same moment, and remembers nothing', async () => {
    const asked: number[][] = [];
    const double = askTogether(async (questions: number[]) => {
      asked.push(questions);
      return questions.map(question => question * 2);
    });
    expect(await Promise.all([double(1), double(2), double(1)])).toEqual([
      2, 4, 2,
    ]);
    expect(await double(2)).toBe(4);
    expect(asked).toEqual([[1, 2, 1], [2]]);
  });

  it('tells everybody who asked that there is no answer', async () => {
    const ask = askTogether(async (): Promise<never[]> => {
      throw new Error('away');
    });
    const answers = await Promise.allSettled([ask(1), ask(2)]);
    expect(
      answers.map(answer => answer.status === 'rejected' && answer.reason),
    ).toEqual([new Error('away'), new Error('away')]);
  });
});
