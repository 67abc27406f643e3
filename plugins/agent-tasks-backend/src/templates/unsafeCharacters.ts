export { hiddenCharacters as unsafeCharacters } from '@agent-tasks/backstage-plugin-agent-tasks-common';
