import { readCursor, writeCursor } from '../json/opaqueCursor';
import { badCursor } from '../refusals/badCursor';

type CampaignCursor = { lively: boolean; seq: string; backward: boolean };
type TargetCursor = { position: number; backward: boolean };

/** A place in the list of campaigns, as an opaque text. */
export function writeCampaignCursor(cursor: CampaignCursor): string {
  return writeCursor([cursor.backward, cursor.lively, cursor.seq]);
}

/** @throws InputError where it is none. */
export function readCampaignCursor(text: string): CampaignCursor {
  const values = readCursor(text);
  const [backward, lively, seq] = Array.isArray(values) ? values : [];
  if (
    typeof backward !== 'boolean' ||
    typeof lively !== 'boolean' ||
    !/^\d{1,18}$/.test(String(seq))
  ) {
    throw badCursor();
  }
  return { backward, lively, seq: String(seq) };
}

/** A place in the list of targets, as an opaque text. */
export function writeTargetCursor(cursor: TargetCursor): string {
  return writeCursor([cursor.backward, cursor.position]);
}

/** @throws InputError where it is none. */
export function readTargetCursor(text: string): TargetCursor {
  const values = readCursor(text);
  const [backward, position] = Array.isArray(values) ? values : [];
  if (typeof backward !== 'boolean' || !Number.isSafeInteger(position)) {
    throw badCursor();
  }
  return { backward, position: position as number };
}
