import { useEffect } from 'preact/hooks';
import { keep, recall } from '../../kept';
import type { Phone } from '../../phone';
import type { Status } from '../../registration';
import { to } from '../../route';
import { say } from '../../texts';
import { useStatus } from '../settings/use-status';
import { Arrival } from './arrival';
import { OfficerCode } from './officer-code';
import { Points } from './points';
import './entry.css';
import './before.css';

/** What the home screen shows before the stay: the registration, the code for the officer, and what is still open. */
export const BeforeStay = ({ phone }: { phone: Phone }) => {
  const status = useShown(phone);
  return (
    <>
      <h1>{say(`entry.state-${status?.state ?? 'waiting'}`)}</h1>
      {status && (
        <section>
          {status.texts.map(text => <p key={text.key} class="text">{text.text}</p>)}
          {status.state === 'unconfirmed' && <p><a class="button" href={to('settings/details')}>{say('entry.compare')}</a></p>}
        </section>
      )}
      <OfficerCode phone={phone} />
      <Points isConfirmed={status?.state === 'confirmed'} />
      <Arrival phone={phone} />
    </>
  );
};

/** What is shown of the registration, also without a connection. The details of the passport are not kept. */
const useShown = (phone: Phone) => {
  const { status } = useStatus(phone);
  useEffect(() => {
    if (status) {
      keep('status', { state: status.state, texts: status.texts });
    }
  }, [status]);
  return status ?? recall<Pick<Status, 'state' | 'texts'> | null>('status', null);
};
