import { Command } from 'commander';
import { readClinicFile } from '../clinic-settings.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description("says whether a clinic's file is right, and what is wrong in it")
    .argument('<file>', "the clinic's file")
    .action((file: string) => {
      const { name, areas, services, stations, devices } = readClinicFile(file);
      const has = `${count(areas, 'area')}, ${count(services, 'service')}, ${count(stations, 'station')}, ${count(devices, 'device')}`;
      process.stdout.write(`ok: ${name}, ${has}\n`);
    });
}

function count(items: readonly unknown[], word: string): string {
  return `${items.length} ${word}${items.length === 1 ? '' : 's'}`;
}
