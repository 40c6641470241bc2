// Web push (docs/PROTOCOL.md, Push): keeps the server's subscription as that of the browser, and notifications as the screen.
import { useEffect } from 'preact/hooks';
import { listenToWorker, sendReceipts, worker } from './installation';
import { keep, recall } from './kept';
import type { Phone } from './phone';

/** What the server knows: the key under which the phone subscribed, and the subscription. */
interface Subscribed { key: string; endpoint: string; p256dh: string; auth: string }

const bytes = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));

/** Whether this browser can take pushes here. On iOS only an app on the home screen can. */
export const canPush = () => 'PushManager' in window && 'Notification' in window;

const subscribe = async (registration: ServiceWorkerRegistration, key: string) => {
  const options = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    const former = await registration.pushManager.getSubscription();
    if (!former) {
      throw error;
    }
    await former.unsubscribe(); // A browser has one subscription, for one key; this one is for the key of before.
    return registration.pushManager.subscribe(options);
  }
};

/** Subscribes, or ends the subscription where notifications are not allowed any more. */
const renew = async (phone: Phone) => {
  const registration = canPush() && phone.isConnected && await worker();
  if (!registration) {
    return;
  }
  const key = phone.pushKey;
  const known = recall<Subscribed | null>('push', null);
  if (!key || Notification.permission !== 'granted') {
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    if (known) {
      await phone.ask('UnsubscribePush', {});
      keep('push', null);
    }
    return;
  }
  const { endpoint = '', keys = {} } = (await subscribe(registration, key)).toJSON();
  const { p256dh = '', auth = '' } = keys;
  if (known?.key !== key || known.endpoint !== endpoint || known.p256dh !== p256dh || known.auth !== auth) {
    await phone.ask('SubscribePush', { endpoint, p256dh, auth });
    keep('push', { key, endpoint, p256dh, auth } satisfies Subscribed);
  }
};

/** Whether the screen shows what a push of a kind is about. */
const isShown = (phone: Phone, kind: string) => {
  if (document.hidden || !phone.isConnected) {
    return false;
  }
  const isHome = location.hash.replace(/^#\/?/, '') === '';
  const prompts = phone.home?.prompts.length ?? 0;
  return kind === 'callRing' ? phone.call?.stage === 'ringing'
    : kind === 'callNotice' ? phone.call?.stage === 'announced' && isHome
    : ['prompt', 'reminder'].includes(kind) && isHome && prompts > 0;
};

/** Takes away notifications of what is over, and shows at the icon of the app how much there is to do. */
const tidy = async (phone: Phone) => {
  const prompts = phone.homes.reduce((sum, home) => sum + home.prompts.length, 0);
  const isRinging = phone.call?.stage === 'ringing';
  const shown = await (await worker())?.getNotifications() ?? [];
  for (const notification of shown) {
    const { kind } = (notification.data ?? {}) as { kind?: string };
    if ((kind === 'prompt' || kind === 'reminder') ? prompts === 0 : kind?.startsWith('call') && !isRinging) {
      notification.close();
    }
  }
  await navigator.setAppBadge?.(prompts + Number(isRinging));
};

/** Takes pushes as long as there is a person. */
export const usePush = (phone: Phone) => useEffect(() => {
  let isBusy = false;
  let before = '';
  const check = async () => {
    if (isBusy) {
      return;
    }
    isBusy = true;
    try {
      await renew(phone);
    } catch (error) {
      console.warn('No push:', error); // The browser has no push service, or the server takes it later: after the next Hello.
    }
    isBusy = false;
  };
  const look = () => {
    const now = [phone.isConnected, phone.pushKey, phone.call?.stage, ...phone.homes.map(home => home.prompts.length)].join();
    if (now === before) {
      return;
    }
    before = now;
    if (phone.isConnected) {
      check();
      sendReceipts();
      tidy(phone).catch(() => {});
    }
  };
  const end = [
    phone.listen(look),
    listenToWorker((message, port) => {
      if (message === 'subscribe-again') {
        check();
      } else if ('isShown' in message) {
        port?.postMessage(isShown(phone, message.isShown));
      }
    }),
  ];
  // A person allows notifications in another screen, or takes that back in the settings of the phone.
  let permission: PermissionStatus | undefined;
  navigator.permissions?.query({ name: 'notifications' }).then(status => {
    permission = status;
    status.onchange = () => {
      check();
      phone.tell();
    };
  }, () => {});
  document.addEventListener('visibilitychange', check);
  look();
  return () => {
    end.forEach(stop => stop?.());
    document.removeEventListener('visibilitychange', check);
    if (permission) {
      permission.onchange = null;
    }
  };
}, [phone]);
