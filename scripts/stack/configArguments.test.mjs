import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withAbsoluteConfigs } from './configArguments.mjs';

test('names configuration files as the caller sees them', () => {
  assert.deepEqual(
    withAbsoluteConfigs(
      [
        ...['--config', 'app-config.yaml', '--config=sub/own.yaml'],
        ...['--config', '/etc/other.yaml'],
        ...['--config', 'https://config.example.com/a.yaml', 'own.yaml'],
      ],
      '/home/mira',
    ),
    [
      ...['--config', '/home/mira/app-config.yaml'],
      '--config=/home/mira/sub/own.yaml',
      ...['--config', '/etc/other.yaml'],
      ...['--config', 'https://config.example.com/a.yaml', 'own.yaml'],
    ],
  );
});
