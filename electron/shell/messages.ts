import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { z } from 'zod';
import {
  type ActResult,
  FREE_ACTIONS,
  type KioskAction,
  type KioskBeat,
  KIOSK_CHANNELS,
  UNLOCKED_ACTIONS,
  type UnlockedReport,
  type UnlockResult,
} from '../../shared/contract/kiosk-bridge.ts';
import type { KioskWindow } from './kiosk-window.ts';
import { isKioskSender } from './trust.ts';

const Beat: z.ZodType<KioskBeat> = z.strictObject({ isInUse: z.boolean() });
const Pin = z.string().regex(/^\d{1,12}$/);
const Action: z.ZodType<KioskAction> = z.enum([...FREE_ACTIONS, ...UNLOCKED_ACTIONS]);

export type MessageAnswers = {
  readonly beat: (window: KioskWindow, beat: KioskBeat) => void;
  readonly unlock: (window: KioskWindow, pin: string) => Promise<UnlockResult>;
  readonly report: (window: KioskWindow) => Promise<UnlockedReport>;
  readonly act: (window: KioskWindow, action: KioskAction) => ActResult;
};

export type MessageParts = {
  readonly answers: MessageAnswers;
  /** The window a message came from, or null for one that is none of ours. */
  readonly windowOf: (contentsId: number) => KioskWindow | null;
  readonly log: (message: string) => void;
};

/**
 * Answers pages on the four channels there are. A message must come from the main frame of a page of
 * ours in a window of ours, and be of the right shape; any other is refused and noted.
 */
export function answerPages(ipcMain: IpcMain, parts: MessageParts): void {
  const { answers } = parts;
  const accept = <T>(
    event: IpcMainEvent | IpcMainInvokeEvent,
    channel: string,
    schema: z.ZodType<T>,
    payload: unknown,
  ): { readonly window: KioskWindow; readonly payload: T } => {
    const window = isFromOurPage(event.senderFrame) ? parts.windowOf(event.sender.id) : null;
    if (window === null) throw refusal(parts, channel, 'not a page of this kiosk');
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw refusal(parts, channel, 'not what this channel takes');
    return { window, payload: parsed.data };
  };

  ipcMain.on(KIOSK_CHANNELS.beat, (event, beat: unknown) => {
    try {
      const accepted = accept(event, KIOSK_CHANNELS.beat, Beat, beat);
      answers.beat(accepted.window, accepted.payload);
    } catch {
      // Noted already; nobody waits for an answer here.
    }
  });
  ipcMain.handle(KIOSK_CHANNELS.unlock, (event, pin: unknown) => {
    const accepted = accept(event, KIOSK_CHANNELS.unlock, Pin, pin);
    return answers.unlock(accepted.window, accepted.payload);
  });
  ipcMain.handle(KIOSK_CHANNELS.report, (event, nothing: unknown) => {
    const accepted = accept(event, KIOSK_CHANNELS.report, z.undefined(), nothing);
    return answers.report(accepted.window);
  });
  ipcMain.handle(KIOSK_CHANNELS.act, (event, action: unknown) => {
    const accepted = accept(event, KIOSK_CHANNELS.act, Action, action);
    return answers.act(accepted.window, accepted.payload);
  });
}

/** A frame that has gone meanwhile is null. */
function isFromOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && isKioskSender(frame);
}

function refusal(parts: MessageParts, channel: string, why: string): Error {
  parts.log(`refused on ${channel}: ${why}`);
  return new Error(`Refused: ${why}.`);
}
