import fc from 'fast-check';
import { hasMarker, MARKER_LENGTH, withMarker } from './marker';

const one = '0b9c7d7e-6a53-4d68-9a59-0d4f2b8f3f10';
const other = '0b9c7d7e-6a53-4d68-9a59-0d4f2b8f3f11';

describe('marker', () => {
  it('is found in what it was put into, whatever the prompt', () => {
    fc.assert(
      fc.property(fc.string(), prompt => {
        const sent = withMarker(prompt, one);
        expect(hasMarker(sent, one)).toBe(true);
        expect(hasMarker(sent.replace(/\n/g, '\r\n'), one)).toBe(true);
        expect(hasMarker(sent, other)).toBe(false);
        expect(sent.length).toBeLessThanOrEqual(prompt.length + MARKER_LENGTH);
      }),
    );
  });

  it('T4: is not that of another launch, written into a form', () => {
    const sent = withMarker(`⟦x\n\nagent-tasks-launch: ${other}\n⟧`, one);
    expect(hasMarker(sent, other)).toBe(false);
    expect(hasMarker(sent, one)).toBe(true);
  });

  it('is not found where a sentence only mentions it', () => {
    expect(hasMarker(`see agent-tasks-launch: ${one} for more`, one)).toBe(
      false,
    );
  });
});
