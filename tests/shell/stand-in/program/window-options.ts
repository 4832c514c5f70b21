import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { refuse } from './misuse.ts';
import { checkKeys } from './strict.ts';

const OPTIONS = [
  'x',
  'y',
  'width',
  'height',
  'show',
  'kiosk',
  'frame',
  'title',
  'backgroundColor',
  'autoHideMenuBar',
  'closable',
  'minimizable',
  'maximizable',
  'movable',
  'resizable',
  'alwaysOnTop',
  'skipTaskbar',
  'icon',
  'webPreferences',
];

/** Without effect on what is tested here. */
const HARMLESS: readonly string[] = [
  'preload',
  'additionalArguments',
  'partition',
  'spellcheck',
  'devTools',
  'zoomFactor',
  'autoplayPolicy',
  'backgroundThrottling',
  'disableDialogs',
  'safeDialogs',
];

/** The only values that the stand-in's pages have. */
const FIXED = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
  javascript: true,
  images: true,
} satisfies WebPreferences;

/** Refuses a window that the stand-in cannot show as Electron would, or that Electron shows wrongly. */
export function checkWindowOptions(options: BrowserWindowConstructorOptions): void {
  checkKeys(options, OPTIONS, 'BrowserWindow');
  if (options.kiosk === true && options.resizable === false) {
    // native_window_views.cc: its least and greatest size become those it has before full screen.
    refuse('a kiosk window with resizable: false stays as small as it was made');
  }
  const preferences = options.webPreferences ?? {};
  checkKeys(preferences, [...HARMLESS, ...Object.keys(FIXED)], 'webPreferences');
  for (const [name, value] of Object.entries(FIXED)) {
    const given = preferences[name as keyof typeof FIXED];
    if (given !== undefined && given !== value) {
      refuse(`the stand-in has only webPreferences.${name} = ${String(value)}`);
    }
  }
}
