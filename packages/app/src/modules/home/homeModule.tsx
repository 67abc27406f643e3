import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const firstSteps = HomePageWidgetBlueprint.make({
  name: 'first-steps',
  params: {
    name: 'FirstSteps',
    title: 'First steps',
    description: 'Where to go in this demonstration',
    components: () =>
      import('./FirstSteps').then(m => ({ Content: m.FirstSteps })),
    layout: {
      width: { defaultColumns: 7, minColumns: 4 },
      height: { defaultRows: 5, minRows: 3 },
    },
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [firstSteps],
});
