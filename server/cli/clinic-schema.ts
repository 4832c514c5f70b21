import { z } from 'zod';
import { ClinicFile } from '../../shared/contract/clinic-file.ts';

/** The JSON Schema of a clinic's file, as people write it: fields with a default may be left out. */
export function clinicSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(ClinicFile, { io: 'input' }), null, 2)}\n`;
}
