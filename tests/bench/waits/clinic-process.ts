import { type ClinicJob, runClinic } from './clinic-run.ts';

// True because only `runClinics` starts this file.
const job = JSON.parse(process.argv[2] ?? '') as ClinicJob;
process.send?.(runClinic(job));
