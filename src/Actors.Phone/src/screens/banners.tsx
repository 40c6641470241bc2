import { useEffect, useState } from 'preact/hooks';
import { type Fault, faultsOf } from '../faults';
import type { Home } from '../messages';
import type { Phone } from '../phone';
import { to } from '../route';
import { say } from '../texts';

/** Said in a way of their own. */
const own = ['connection', 'storage'];

/** What is wrong with the phone at the moment, with the way to mend it. */
export const Banners = ({ phone, home }: { phone: Phone; home: Home }) => {
  const faults = useFaults(phone);
  const told = home.texts.filter(text => text.key.startsWith('phone.') && !faults.some(fault => fault.text === text.key));
  const texts = [
    ...faults.filter(fault => !own.includes(fault.name)).map(fault => say(fault.text)), ...told.map(text => text.text),
  ];
  return (
    <>
      {!phone.isConnected && <p class="banner" role="status">{say('app.offline')}</p>}
      {phone.kept > 0 && <p class="banner" role="status">{say('app.kept')}</p>}
      {phone.isFull && <p class="banner wrong" role="alert">{say('app.storage-full')}</p>}
      {texts.length > 0 && (
        <div class="banner warn">
          <p class="said"><span aria-hidden="true">⚠ </span>{say('app.phone-faults')}</p>
          <ul class="points">{texts.map(text => <li key={text}>{text}</li>)}</ul>
          <a href={to('settings/phone')}>{say('app.check-phone')}</a>
        </div>
      )}
    </>
  );
};

/** What is broken on the phone: looked at again when the person comes back from the settings. */
const useFaults = (phone: Phone) => {
  const [faults, setFaults] = useState<Fault[]>([]);
  useEffect(() => {
    let isOver = false;
    const check = () => faultsOf(phone).then(found => isOver || setFaults(found), () => {});
    check();
    document.addEventListener('visibilitychange', check);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', check);
    };
  }, [phone, phone.isConnected]);
  return faults;
};
