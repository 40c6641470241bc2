import { useState } from 'preact/hooks';
import { forgetKey } from '../../device';
import { forget } from '../../kept';
import type { Phone } from '../../phone';
import { to } from '../../route';
import { say } from '../../texts';

/** Forgets the person on this phone, once no stay goes on. */
export const Leave = ({ phone }: { phone: Phone }) => {
  const [isSure, setSure] = useState(false);
  const isOver = phone.homes.length > 0 && phone.homes.every(home => home.state === 'ended');
  if (!isOver) {
    return <p>{say('settings.leave-later')}</p>;
  }

  const leave = async () => {
    await phone.ask('UnsubscribePush', {}).catch(() => null); // Off line, the push service will say that it is gone.
    await navigator.serviceWorker?.getRegistration()
      .then(worker => worker?.pushManager?.getSubscription()).then(pushes => pushes?.unsubscribe()).catch(() => null);
    await phone.close();
    await forgetKey();
    forget();
    sessionStorage.clear();
    location.href = location.pathname + location.search;
  };

  return (
    <>
      <p>{say('settings.leave-hint')}</p>
      <p><a class="link line" href={to('settings/copy')}>{say('settings.copy')}</a></p>
      <label class="choice">
        <input type="checkbox" checked={isSure} onChange={event => setSure(event.currentTarget.checked)} />
        {say('settings.leave-sure')}
      </label>
      <div class="acts">
        <button type="button" disabled={!isSure} onClick={leave}>{say('settings.leave-now')}</button>
      </div>
    </>
  );
};
