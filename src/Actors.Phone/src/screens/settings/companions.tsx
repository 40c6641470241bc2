import { nameOf } from '../../people';
import type { Phone } from '../../phone';
import { go } from '../../route';
import { say } from '../../texts';
import { Companions } from '../companions';
import { useStatus } from './use-status';

/** The people for whom the person answers, and a way to add another one. */
export const CompanionsPage = ({ phone }: { phone: Phone }) => {
  const { status, problem } = useStatus(phone);
  if (!status) {
    return <p role="status">{problem ?? say('call.page.one-moment')}</p>;
  }
  const known = new Set([...status.companions, ...phone.homes.map(home => home.person).filter(one => one !== phone.person)]);
  return (
    <>
      <p>{say('settings.companions-hint')}</p>
      {known.size === 0 && <p>{say('settings.companions-none')}</p>}
      <ul>{[...known].map(one => <li key={one}>{nameOf(phone, one)}</li>)}</ul>
      <Companions
        programme={status.programme} person={phone.person} added={() => phone.draw()} done={() => go('settings')} />
    </>
  );
};
