export { ParameterForm } from './ParameterForm';
export { parameterOf, parameterTitle } from './parameterSchema';
