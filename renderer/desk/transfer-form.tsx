import { useState } from 'preact/compat';
import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { Desk } from './desk.ts';
import { useCloseMenu } from './menu-dialog.tsx';
import { StepButton } from './step-button.tsx';

type Props = {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly place: string;
};

/** Sends someone on to wait for another service, or for one provider. */
export function TransferForm({ desk, entry, place }: Props) {
  const close = useCloseMenu();
  const { steps, words, snapshot } = desk;
  const { t, label } = words;
  const [serviceId, setServiceId] = useState(
    snapshot.services.find((one) => one.serviceId !== entry.serviceId)?.serviceId ??
      entry.serviceId,
  );
  const [providerId, setProviderId] = useState('');
  const transfer = async (): Promise<void> => {
    const done = await steps.take({
      place,
      name: 'queue:transfer',
      body: {
        entryId: entry.entryId,
        serviceId,
        providerId: providerId === '' ? null : providerId,
      },
    });
    if (done !== null) close();
  };
  return (
    <fieldset className="transfer" aria-label={t('transfer.name')}>
      <p>{t('transfer.name')}</p>
      <label className="field">
        {t('transfer.service')}
        <select value={serviceId} onChange={(event) => setServiceId(event.currentTarget.value)}>
          {snapshot.services.map((service) => (
            <option key={service.serviceId} value={service.serviceId}>
              {label(service.label)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('transfer.provider')}
        <select value={providerId} onChange={(event) => setProviderId(event.currentTarget.value)}>
          <option value="">{t('transfer.anyProvider')}</option>
          {snapshot.providers.map((provider) => (
            <option key={provider.providerId} value={provider.providerId}>
              {provider.label}
            </option>
          ))}
        </select>
      </label>
      <StepButton {...{ steps, place }} onStep={() => void transfer()}>
        {t('step.transfer')}
      </StepButton>
    </fieldset>
  );
}
