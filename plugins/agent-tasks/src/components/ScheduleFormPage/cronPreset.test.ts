import { cronOf, firstPreset, presetOf } from './cronPreset';

describe('presets of cron expressions', () => {
  it.each([
    ['30 18 * * *', { kind: 'day', time: '18:30' }],
    ['0 6 * * 1-5', { kind: 'weekday' }],
    ['0 6 * * 3', { kind: 'week', weekday: 3 }],
    ['0 6 * * 7', { kind: 'week', weekday: 7 }],
    ['5 0 31 * *', { kind: 'month', time: '00:05', monthDay: 31 }],
  ] as const)('%p goes there and back', (cron, preset) => {
    expect(presetOf(cron)).toEqual({ ...firstPreset, ...preset });
    expect(cronOf({ ...firstPreset, ...preset })).toBe(cron);
  });

  it.each([
    ['  0   6 * * MON-FRI', '0 6 * * 1-5'],
    ['0 6 * * 0', '0 6 * * 7'],
    ['0 6 * * Sun', '0 6 * * 7'],
    ['00 06 01 * *', '0 6 1 * *'],
  ])('reads %p as well', (cron, as) => {
    expect(cronOf(presetOf(cron)!)).toBe(as);
  });

  it.each([
    '*/5 * * * *',
    '0 6 1 * 1',
    '0 6 * 3 *',
    '0 6 * * 1,3',
    '0 6 * * 8',
    '0 6 * * 1-4',
    '0 6 32 * *',
    '0 24 * * *',
    '60 6 * * *',
    '0 0 6 * * *',
    '',
  ])('leaves %p to those who write cron', cron => {
    expect(presetOf(cron)).toBeUndefined();
  });
});
