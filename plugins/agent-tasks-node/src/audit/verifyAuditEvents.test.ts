import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import {
  AUDIT_CHAIN_START,
  auditContentOf,
  hashAuditContent,
  SealedAuditEvent,
} from './auditChain';
import { canonicalJson } from './canonicalJson';
import { verifyAuditEvents } from './verifyAuditEvents';

function chainOf(contents: JsonObject[]): SealedAuditEvent[] {
  let { hash } = AUDIT_CHAIN_START;
  return contents.map((content, index) => {
    hash = hashAuditContent(hash, auditContentOf(content));
    return { ...content, position: index + 1, hash };
  });
}

const chain = chainOf(
  ['submit', 'launch', 'launched', 'follow', 'withdraw'].map((verb, index) => ({
    id: String(index + 1),
    action: `task.${verb}`,
    details: { nested: { b: [1, null, 'x'], a: true } },
  })),
);

describe('canonicalJson', () => {
  it('is RFC 8785: keys by UTF-16, no blanks, numbers as ECMAScript writes them', () => {
    expect(
      canonicalJson({
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '1': 'One',
        '\ud83d\ude00': 'Emoji',
        numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
        literals: [null, true, false],
        absent: undefined,
      } as JsonObject),
    ).toBe(
      '{"\\r":"Carriage Return","1":"One","literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"€":"Euro Sign","😀":"Emoji"}',
    );
  });

  it('writes texts as JSON does, and many keys in the same order as few', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary' }),
          fc.constantFrom('"', '\\', '\u007f', '\ud800', '\u2028', '/'),
        ),
        text => expect(canonicalJson(text)).toBe(JSON.stringify(text)),
      ),
    );
    const names = Array.from({ length: 40 }, (_, index) => `k${99 - index}`);
    for (const count of [3, 40]) {
      const keys = names.slice(0, count);
      expect(
        Object.keys(
          JSON.parse(
            canonicalJson(Object.fromEntries(keys.map(key => [key, 1]))),
          ),
        ),
      ).toEqual([...keys].sort());
    }
  });

  it('says the same of what was parsed, whatever the order of keys', () => {
    const shuffled = (value: JsonObject) =>
      Object.fromEntries(Object.entries(value).reverse()) as JsonObject;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        const object = value as JsonObject;
        expect(canonicalJson(shuffled(object))).toBe(canonicalJson(object));
        expect(canonicalJson(JSON.parse(canonicalJson(object)))).toBe(
          canonicalJson(object),
        );
      }),
    );
  });
});

describe('verifyAuditEvents', () => {
  it('follows a whole chain, also in stretches', () => {
    const end = { position: 5, hash: chain[4].hash };
    expect(verifyAuditEvents(AUDIT_CHAIN_START, chain)).toEqual({ head: end });
    const { head } = verifyAuditEvents(AUDIT_CHAIN_START, chain.slice(0, 2));
    expect(verifyAuditEvents(head, chain.slice(2))).toEqual({ head: end });
  });

  const edits: [
    string,
    (events: SealedAuditEvent[]) => SealedAuditEvent[],
    { position: number; reason: string },
  ][] = [
    [
      'a changed value',
      events => events.with(2, { ...events[2], action: 'task.other' }),
      { position: 3, reason: 'edited' },
    ],
    [
      'a changed value deep inside',
      events =>
        events.with(1, {
          ...events[1],
          details: { nested: { b: [1, null, 'x'], a: false } },
        }),
      { position: 2, reason: 'edited' },
    ],
    [
      'an added field',
      events => events.with(4, { ...events[4], ticket: 'CHG-1' }),
      { position: 5, reason: 'edited' },
    ],
    [
      'a changed value with a hash that fits it',
      events => {
        const changed = { ...events[1], action: 'task.other' };
        return events.with(1, {
          ...changed,
          hash: hashAuditContent(events[0].hash, auditContentOf(changed)),
        });
      },
      { position: 3, reason: 'edited' },
    ],
    [
      'a removed event',
      events => events.toSpliced(2, 1),
      { position: 3, reason: 'gap' },
    ],
    [
      'a removed first event',
      events => events.slice(1),
      { position: 1, reason: 'gap' },
    ],
    [
      'two events whose positions were swapped',
      events =>
        events
          .with(1, { ...events[2], position: 2 })
          .with(2, { ...events[1], position: 3 }),
      { position: 2, reason: 'reordered' },
    ],
    [
      'two events whose contents were swapped',
      events =>
        events
          .with(1, { ...events[2], position: 2, hash: events[1].hash })
          .with(2, { ...events[1], position: 3, hash: events[2].hash }),
      { position: 2, reason: 'reordered' },
    ],
    [
      'lines in another order',
      events => [events[0], events[2], events[1], events[3], events[4]],
      { position: 2, reason: 'reordered' },
    ],
    [
      'an event twice',
      events => events.toSpliced(1, 0, events[0]),
      { position: 2, reason: 'reordered' },
    ],
  ];

  it.each(edits)('finds %s', (_name, edit, expected) => {
    const { head, broken } = verifyAuditEvents(AUDIT_CHAIN_START, edit(chain));
    expect(broken).toMatchObject(expected);
    expect(head.position).toBe(expected.position - 1);
  });

  it('finds a chain that was written anew by its anchors', () => {
    const anchors = new Map([[3, chain[2].hash]]);
    expect(verifyAuditEvents(AUDIT_CHAIN_START, chain, anchors)).toEqual({
      head: { position: 5, hash: chain[4].hash },
    });
    const forged = chainOf(
      chain.map(({ position, hash: _hash, ...content }) =>
        position === 2 ? { ...content, action: 'task.other' } : content,
      ),
    );
    expect(verifyAuditEvents(AUDIT_CHAIN_START, forged)).not.toHaveProperty(
      'broken',
    );
    expect(
      verifyAuditEvents(AUDIT_CHAIN_START, forged, anchors).broken,
    ).toMatchObject({ position: 3, reason: 'rewritten' });
  });
});
