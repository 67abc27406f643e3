import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- the harness is an app
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { createHarness } from './createHarness';

ReactDOM.createRoot(document.getElementById('root')!).render(
  createHarness(new URLSearchParams(window.location.search).get('scene') ?? ''),
);
