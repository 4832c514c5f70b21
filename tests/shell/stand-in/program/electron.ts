import { StandInApp } from './app.ts';
import { createBrowserWindowClass } from './browser-window.ts';
import { StandInIpcMain } from './ipc-main.ts';
import { StandInMenu, StandInPowerMonitor, StandInPowerSaveBlocker } from './machine.ts';
import type { Program } from './program.ts';
import { StandInProtocol } from './protocol.ts';
import { StandInScreen } from './screen.ts';
import { StandInSessions } from './session.ts';
import { strict } from './strict.ts';
import { StandInUtilityProcesses } from './utility-process.ts';

/** What Electron has besides: imported freely, refused when used. */
const NOT_MODELLED = [
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'clipboard',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'MenuItem',
  'MessageChannelMain',
  'nativeImage',
  'nativeTheme',
  'net',
  'netLog',
  'Notification',
  'parentPort',
  'pushNotifications',
  'safeStorage',
  'ServiceWorkerMain',
  'ShareMenu',
  'sharedTexture',
  'shell',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'View',
  'webContents',
  'WebContentsView',
  'webFrameMain',
];

/** All that stands in for Electron in one program. */
export function createElectron(program: Omit<Program, 'isReady'>) {
  const whole: Program = { ...program, isReady: () => app.isReady() };
  const app = new StandInApp(whole);
  const screen = new StandInScreen(whole);
  const schemes = new Set<string>();
  const sessions = new StandInSessions(whole, schemes);
  const ipcMain = new StandInIpcMain();
  const utilityProcesses = new StandInUtilityProcesses(whole, app);
  const powerMonitor = new StandInPowerMonitor();
  const surroundings = { program: whole, app, sessions, screen };
  const { windows, BrowserWindow } = createBrowserWindowClass(surroundings);
  const module: Readonly<Record<string, object>> = {
    ...Object.fromEntries(NOT_MODELLED.map((name) => [name, strict({}, name)])),
    app: strict<StandInApp>(app, 'app'),
    BrowserWindow,
    ipcMain: strict<StandInIpcMain>(ipcMain, 'ipcMain'),
    Menu: strict(StandInMenu, 'Menu'),
    powerMonitor: strict<StandInPowerMonitor>(powerMonitor, 'powerMonitor'),
    powerSaveBlocker: strict(new StandInPowerSaveBlocker(whole), 'powerSaveBlocker'),
    protocol: strict(new StandInProtocol(whole, schemes, sessions), 'protocol'),
    screen: strict<StandInScreen>(screen, 'screen'),
    session: strict(sessions, 'session'),
    utilityProcess: strict(utilityProcesses, 'utilityProcess'),
  };
  return { module, app, screen, sessions, ipcMain, utilityProcesses, powerMonitor, windows };
}

export type StandInElectron = ReturnType<typeof createElectron>;
