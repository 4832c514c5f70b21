import { useEffect, useState } from 'preact/compat';
import { ClinicList } from './clinic-list.tsx';
import { forgetToken, heldToken, holdToken } from './token.ts';
import { TokenForm } from './token-form.tsx';
import { useWords } from './use-words.ts';

/** How the clinics are, for whoever has the token. */
export function HubPage() {
  const words = useWords();
  const [token, setToken] = useState(heldToken);
  const [isRefused, setRefused] = useState(false);
  const title = words.t('title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  const open = (given: string): void => {
    holdToken(given);
    setRefused(false);
    setToken(given);
  };
  const leave = (wasRefused: boolean): void => {
    forgetToken();
    setRefused(wasRefused);
    setToken(null);
  };
  if (token === null) return <TokenForm words={words} isRefused={isRefused} onToken={open} />;
  return <ClinicList words={words} token={token} onLeave={leave} />;
}
