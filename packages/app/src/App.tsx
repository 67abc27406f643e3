import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// Plugins are discovered from the dependencies: `app.packages: all`.
export default createApp({
  features: [signInModule, navModule, homeModule],
});
