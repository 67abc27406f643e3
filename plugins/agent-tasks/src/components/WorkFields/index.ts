export { TargetFields } from './TargetFields';
export { WaveFields } from './WaveFields';
export { WhatFields } from './WhatFields';
export { WorkSentence } from './WorkSentence';
export {
  carefulWaves,
  filterKeys,
  headOf,
  newWork,
  oneWave,
  workDraftOf,
  workOf,
  wrongCondition,
} from './work';
export type { WorkDraft } from './work';
export { wrongAt } from './wrongAt';
export { WrongText } from './WrongText';
export type { Wrong } from './wrongAt';
