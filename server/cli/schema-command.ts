import { Command } from 'commander';
import { clinicSchemaText } from './clinic-schema.ts';

export function schemaCommand(): Command {
  return new Command('schema')
    .description("prints the JSON Schema of a clinic's file")
    .action(() => {
      process.stdout.write(clinicSchemaText());
    });
}
