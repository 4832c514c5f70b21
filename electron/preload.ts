import { contextBridge, ipcRenderer } from 'electron';
import {
  KIOSK_CHANNELS,
  KIOSK_SETTINGS_ARGUMENT,
  type KioskBridge,
  type KioskWindowSettings,
} from '../shared/contract/kiosk-bridge.ts';

const { serverUrl, beatEveryMs } = settings();

// Named calls only: a page never gets a way to reach a channel of its own choice.
const bridge: KioskBridge = {
  serverUrl,
  beatEveryMs,
  beat: (beat) => ipcRenderer.send(KIOSK_CHANNELS.beat, beat),
  unlock: (pin) => ipcRenderer.invoke(KIOSK_CHANNELS.unlock, pin),
  report: () => ipcRenderer.invoke(KIOSK_CHANNELS.report),
  act: (action) => ipcRenderer.invoke(KIOSK_CHANNELS.act, action),
};
contextBridge.exposeInMainWorld('kiosk', bridge);

function settings(): KioskWindowSettings {
  const argument = process.argv.find((text) => text.startsWith(KIOSK_SETTINGS_ARGUMENT));
  if (argument === undefined) throw new Error('The shell did not say what this window is for.');
  // True because the shell makes this argument from the same type.
  return JSON.parse(
    decodeURIComponent(argument.slice(KIOSK_SETTINGS_ARGUMENT.length)),
  ) as KioskWindowSettings;
}
