import { clinicOf } from '../shared/contract/clinic-file.ts';
import { type Keeping, type KeepingParts, startKeeping } from './keeping/keeping.ts';
import { startUpstream, type Upstream, type UpstreamParts } from './upstream/upstream.ts';

export type Outside = {
  readonly upstream: Upstream;
  readonly keeping: Keeping;
  readonly close: () => Promise<void>;
};

export type OutsideParts = Omit<UpstreamParts, 'clinic'> & Omit<KeepingParts, 'compare'>;

/** Starts what leaves the building or is kept beside the database: upstreams, backups, the nightly round. */
export function startOutside(parts: OutsideParts): Outside {
  const upstream = startUpstream({ ...parts, clinic: clinicOf(parts.file) });
  const keeping = startKeeping({ ...parts, compare: upstream.compareAll });
  return {
    upstream,
    keeping,
    close: async () => {
      await upstream.close();
      await keeping.close();
    },
  };
}
