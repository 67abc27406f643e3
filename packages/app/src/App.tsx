import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';

// Plugins are discovered from the dependencies: `app.packages: all`.
export default createApp({
  features: [navModule, homeModule],
});
