// Pushes: shows each once, proves that it came, and opens the app at the right place.
import type { ToApp } from '../worker-messages';
import { forget, keep, names, recall } from './kept';

declare const self: ServiceWorkerGlobalScope;

type TextKey = keyof typeof import('../../../Actors.Notifications/Texts/Catalogue/en.json');

interface Push {
  id: string; kind: string; topic: string; person: string | null; title: string; body: string; language: string; handle: string;
}

type Options = NotificationOptions & {
  actions?: { action: string; title: string }[]; vibrate?: number[]; renotify?: boolean; data: { kind: string };
};

const texts = import.meta.glob<Record<string, string>>(
  '../../../Actors.Notifications/Texts/Catalogue/*.json', { query: '?part=worker', import: 'default', eager: true });

const directory = '../../../Actors.Notifications/Texts/Catalogue';
const maxShown = 200;
const pausesMs = [0, 1_000, 3_000, 9_000];
const answerMs = 2_000;
const ringing = [600, 300, 600, 300, 600, 900, 600, 300, 600];

const actions: Record<string, [action: string, key: TextKey][]> = {
  prompt: [['open', 'push.report']],
  reminder: [['open', 'push.report']],
  wellBeing: [['open', 'push.well']],
  callRing: [['open', 'call.page.answer'], ['close', 'call.page.decline']],
};

/** Where a push leads to. */
const placeOf = (kind: string) => kind === 'callRing' ? 'answer' : '';

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

const apps = async () => (await windows()).filter(one => one.url.startsWith(self.registration.scope));

/** Tells every open window of the app. */
export const tellApp = async (message: ToApp) => (await apps()).forEach(one => one.postMessage(message));

/** Shows a push, then proves it. */
export const receive = async (push: Push) => {
  const name = `shown/${push.id}`;
  if (!await recall(name)) {
    await show(push);
    await keep(name, true);
    await tellApp({ came: push.kind });
    for (const old of (await names('shown')).slice(0, -maxShown)) {
      await forget(old);
    }
  }
  await keep(`receipt/${push.handle}`, true);
  await sendReceipts();
};

/**
 * Browsers demand a notification for each push: Safari ends the subscription after a few without one, Chromium shows a text of its
 * own. So one is always shown; where the app in front shows the same already, it makes no sound and is taken away at once.
 */
const show = async (push: Push) => {
  const isCall = push.kind.startsWith('call');
  const isSeen = await isOnScreen(push.kind);
  const text = (key: TextKey) => texts[`${directory}/${push.language}.json`]?.[key] ?? key;
  const options: Options = {
    body: push.body, lang: push.language, dir: 'auto', tag: push.topic, icon: '/app/icon-192.png', badge: '/app/badge.png',
    silent: isSeen, renotify: !isSeen, requireInteraction: isCall, data: { kind: push.kind },
    actions: (actions[push.kind] ?? []).map(([action, key]) => ({ action, title: text(key) })),
  };
  if (isCall && !isSeen) {
    options.vibrate = ringing;
  }
  await self.registration.showNotification(push.title, options);
  if (isSeen) {
    (await self.registration.getNotifications({ tag: push.topic })).forEach(one => one.close());
  }
  await count();
};

/** Whether the window in front shows what a push is about; it is asked. */
const isOnScreen = async (kind: string) => {
  const front = (await apps()).find(one => one.visibilityState === 'visible');
  return !!front && new Promise<boolean>(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = event => resolve(event.data === true);
    setTimeout(() => resolve(false), answerMs);
    front.postMessage({ isShown: kind } satisfies ToApp, [port2]);
  });
};

/** The number at the icon of the app. */
const count = async () => {
  const shown = await self.registration.getNotifications();
  await self.navigator.setAppBadge?.(shown.length).catch(() => {});
};

/**
 * Proves to the server that pushes were shown, until it has taken each proof. What cannot be sent is kept for the next push, the
 * next opening of the app, or the moment when the connection is back.
 */
export const sendReceipts = async (canFail = false) => {
  for (const pauseMs of pausesMs) {
    await new Promise(done => setTimeout(done, pauseMs));
    const sent = await Promise.all((await names('receipt')).map(send));
    if (sent.every(Boolean)) {
      return;
    }
  }
  if (canFail) {
    throw new Error('Not all receipts could be sent.'); // The browser tries again.
  }
  const { sync } = self.registration as ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };
  await sync?.register('receipts').catch(() => {});
};

const send = async (name: string) => {
  try {
    const { status } = await fetch('/receipts/push', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ handle: name.split('/')[1] }),
    });
    const isTaken = status === 204 || status === 404; // The server never issued it: it will not know it later, either.
    if (isTaken) {
      await forget(name);
    }
    return isTaken;
  } catch {
    return false;
  }
};

/** The person tapped a notification: shows the app at the right place. */
export const click = async (notification: Notification, action: string) => {
  notification.close();
  await count();
  if (action === 'close') {
    return; // The call rings out and comes again later.
  }
  const place = placeOf((notification.data as { kind?: string } | null)?.kind ?? '');
  const open = (await apps())[0];
  if (open) {
    open.postMessage({ go: place } satisfies ToApp);
    await open.focus().catch(() => {});
  } else {
    await self.clients.openWindow(`${self.registration.scope}#/${place}`);
  }
};
