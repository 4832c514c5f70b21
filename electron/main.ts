import path from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { startShell } from './shell/start.ts';

// Nothing is awaited here: Electron becomes ready only once this module has been evaluated.
startShell(
  {
    app,
    BrowserWindow,
    ipcMain,
    Menu,
    powerSaveBlocker,
    protocol,
    screen,
    session,
    utilityProcess,
  },
  {
    pagesFolder: path.join(import.meta.dirname, '../renderer'),
    preloadFile: path.join(import.meta.dirname, 'preload.cjs'),
    serverFile: path.join(import.meta.dirname, '../server/main.js'),
  },
);
