import { useState } from 'preact/hooks';
import { worker } from '../../installation';
import { lazy } from '../../lazy';
import { language, say, type TextKey } from '../../texts';

/** Shows a notification of its own: it is not sent, and in no record. */
const show = async (): Promise<TextKey> => {
  const registration = 'Notification' in window && await worker();
  if (!registration) {
    return 'push.cannot';
  }
  if (await Notification.requestPermission() !== 'granted') {
    return 'phone.notifications';
  }
  await registration.showNotification(say('push.try-name'), {
    body: say('push.try-text'), lang: language(), tag: 'test', icon: '/app/icon-192.png', badge: '/app/badge.png',
    data: { kind: 'test' },
  });
  return 'push.try-shown';
};

const Try = () => {
  const [said, setSaid] = useState<TextKey | null>(null);
  return (
    <>
      <p>{say('push.try-why')}</p>
      <button type="button" class="quiet" onClick={() => show().then(setSaid, () => setSaid('push.cannot'))}>
        {say('push.try-now')}
      </button>
      <p role="status">{said && say(said)}</p>
    </>
  );
};

const WithTexts = lazy(async () => Try, 'push');

/** Lets the person see what a notification looks like on this phone. */
export const TestNotice = () => <WithTexts />;
