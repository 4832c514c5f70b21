import type { Handlers } from '../link.ts';
import type { ProgramOffer } from '../wire.ts';
import { windowOf } from './browser-window.ts';
import type { StandInElectron } from './electron.ts';
import { preventable } from './strict.ts';

/** What the browser's side, and through it a test, can have done in the program. */
export function programOffer(electron: StandInElectron): Handlers<ProgramOffer> {
  const { app, screen, sessions, ipcMain, utilityProcesses, powerMonitor, windows } = electron;
  const contentsOf = (windowId: number) => windowOf(windows, windowId).contents;
  return {
    request: (request) => sessions.fromPartition(request.partition).protocol.answer(request),
    contentsEvent: ({ windowId, event }) => {
      // What was under way when its window was closed is of no interest to anybody.
      windows.get(windowId)?.happened(event);
    },
    mayNavigate: ({ windowId, kind, url, isMainFrame }) =>
      contentsOf(windowId).mayNavigate(kind, url, isMainFrame),
    mayOpenWindow: ({ windowId, url, frameName }) =>
      contentsOf(windowId).mayOpenWindow(url, frameName),
    mayDownload: ({ windowId, url }) => {
      const contents = contentsOf(windowId);
      return contents.session.mayDownload(contents, url);
    },
    mayPressKey: ({ windowId, input }) => contentsOf(windowId).mayPressKey(input),
    invoke: ({ windowId, ...message }) =>
      ipcMain.answer({ ...message, contents: contentsOf(windowId) }),
    send: ({ windowId, ...message }) => {
      const window = windows.get(windowId);
      if (window) ipcMain.hear({ ...message, contents: window.contents });
    },
    windows: () =>
      Array.from(windows.values(), (window) => ({
        windowId: window.id,
        firstUrl: window.contents.firstUrl,
        bounds: window.getBounds(),
        isKiosk: window.isKiosk(),
        isVisible: window.isVisible(),
      })),
    serverPid: () => utilityProcesses.lastPid,
    setDisplays: (displays) => {
      screen.set(displays);
      for (const window of windows.values()) window.fitPage();
    },
    graphicsGone: () => {
      app.emit('child-process-gone', preventable({}), {
        type: 'GPU',
        reason: 'crashed',
        exitCode: 1,
        name: 'GPU',
      });
    },
    askPermission: ({ windowId, permission, origin }) => {
      const contents = contentsOf(windowId);
      return contents.session.ask(contents, permission, origin);
    },
    closeWindow: ({ windowId, isAsked }) => {
      const window = windowOf(windows, windowId);
      if (isAsked) window.close();
      else window.destroy();
    },
    opensDevTools: ({ windowId }) => contentsOf(windowId).hasDevTools,
    isSoftwareDrawn: () => app.isSoftwareDrawn,
    power: ({ name }) => {
      powerMonitor.emit(name);
    },
  };
}
