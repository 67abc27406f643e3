import DataLoader from 'dataloader';

/**
 * Makes one question of all that are asked at the same moment: planning judges
 * many targets side by side, and each of them asks by itself. Nothing is
 * remembered.
 *
 * @param ask - answers in the order of the questions
 */
export function askTogether<Question, Answer>(
  ask: (questions: Question[]) => Promise<Answer[]>,
): (question: Question) => Promise<Answer> {
  const loader = new DataLoader<Question, Answer>(
    async questions => await ask([...questions]),
    { cache: false, batchScheduleFn: send => setImmediate(send) },
  );
  return async question => await loader.load(question);
}
