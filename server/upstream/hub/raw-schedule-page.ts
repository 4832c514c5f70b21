import { z } from 'zod';
import { SchedulePage } from '../../../shared/contract/sync-wire.ts';

/** A page with its items as they came: the list's hash is over exactly these. */
export const RawSchedulePage = SchedulePage.extend({ items: z.array(z.unknown()) });
export type RawSchedulePage = z.output<typeof RawSchedulePage>;
