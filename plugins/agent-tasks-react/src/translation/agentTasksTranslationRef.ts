import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { campaignMessages } from './campaignMessages';
import { campaignPeopleMessages } from './campaignPeopleMessages';
import { auditMessages } from './auditMessages';
import { approvalMessages } from './approvalMessages';
import { identityMessages } from './identityMessages';
import { pageMessages } from './pageMessages';
import { provenanceMessages } from './provenanceMessages';
import { reviewMessages } from './reviewMessages';
import { scheduleMessages } from './scheduleMessages';
import { sharedMessages } from './sharedMessages';
import { startMessages } from './startMessages';
import { templateMessages } from './templateMessages';
import { waitMessages } from './waitMessages';

/**
 * Every word that the plugin says, in English. Other languages override them
 * with a translation resource for this reference.
 *
 * @public
 */
export const agentTasksTranslationRef = createTranslationRef({
  id: 'plugin.agent-tasks',
  messages: {
    ...sharedMessages,
    ...pageMessages,
    ...startMessages,
    ...identityMessages,
    ...auditMessages,
    ...templateMessages,
    ...provenanceMessages,
    ...approvalMessages,
    ...waitMessages,
    ...reviewMessages,
    ...campaignMessages,
    ...scheduleMessages,
    ...campaignPeopleMessages,
  },
});
