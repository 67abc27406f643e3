/*
 * Unpacks the Chromium of @sparticuz/chromium, which is made for AWS Lambda,
 * into the directory given; does nothing when it is there already.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const directory = process.argv[2];
const finished = path.join(directory, 'fonts.conf');

// its own font configuration names only Lambda's directories
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}/fonts/fonts</dir>
  <cachedir>${directory}/fonts/cache</cachedir>
</fontconfig>
`;

if (!fs.existsSync(finished)) {
  fs.mkdirSync(directory, { recursive: true });
  // the package unpacks into the system's temporary directory, and nowhere else
  process.env.TMPDIR = directory;
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const bin = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../bin',
  );
  await chromium.executablePath();
  await inflate(path.join(bin, 'al2023.tar.br'));
  fs.writeFileSync(finished, fontConfiguration);
}
