// Loaded first into a process that the program starts with `utilityProcess.fork`: gives it what Electron
// does, and takes away what only Node's own `fork` has.
import { EventEmitter } from 'node:events';
import { setClockAhead } from '../clock.ts';

setClockAhead(Number(new URL(import.meta.url).searchParams.get('clock-ahead-ms')));

const sendToParent = process.send?.bind(process);
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => sendToParent?.(message as object),
  start: () => undefined,
});
process.on('message', (data) => port.emit('message', { data, ports: [] }));
// Electron ends such a process at once when the program has ended, however that came.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
delete process.send;
Object.defineProperty(process, 'parentPort', { value: port });
Object.defineProperty(process, 'type', { value: 'utility' });
