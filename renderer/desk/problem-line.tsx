import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk } from './desk.ts';
import { failureText } from './failure-text.ts';

/** Why the last step of this place was not done. The empty line stays, so that it is read aloud. */
export function ProblemLine({ desk, place }: { readonly desk: Desk; readonly place: string }) {
  const problem = desk.steps.problemAt(place);
  return (
    <output className="problem">
      {problem === null ? null : (
        <>
          <Icon shape={WARNING} />
          {failureText(problem, desk.words.t)}
        </>
      )}
    </output>
  );
}
