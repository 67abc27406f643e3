import { createService } from './service.js';

const port = Number(process.env.PORT ?? 3000);

createService().listen(port, () => {
  process.stdout.write(`Listening on http://localhost:${port}\n`);
});
