import type * as Electron from 'electron';

/** What the shell uses of Electron. Types only: nothing under this folder loads it. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'ipcMain'
  | 'Menu'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'utilityProcess'
>;

/** Where the built parts of the program are. */
export type ProgramFiles = {
  readonly pagesFolder: string;
  readonly preloadFile: string;
  readonly serverFile: string;
};
