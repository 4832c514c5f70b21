import type { Need } from '../../shared/contract/commands.ts';
import type { Words } from './use-words.ts';

const NEEDS = ['interpreter', 'hearing', 'moving', 'quiet'] as const satisfies readonly Need[];

type Props = {
  readonly words: Words;
  readonly needs: readonly Need[];
  readonly onNeeds: (needs: readonly Need[]) => void;
};

/** What the patient needs today, as at the kiosk. */
export function NeedsPicker({ words, needs, onNeeds }: Props) {
  return (
    <fieldset className="needs-picker">
      <legend>{words.t('needs.name')}</legend>
      {NEEDS.map((need) => (
        <label key={need} className="check">
          <input
            type="checkbox"
            checked={needs.includes(need)}
            onChange={({ currentTarget }) =>
              onNeeds(
                currentTarget.checked ? [...needs, need] : needs.filter((other) => other !== need),
              )
            }
          />
          {words.t(`needs.${need}.choice`)}
        </label>
      ))}
    </fieldset>
  );
}
