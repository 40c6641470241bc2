// The worker of the app: keeps its files, so that it opens without a connection, and shows pushes (docs/PROTOCOL.md, Push).
import { copyOf, install, keepApp, pageOf, removeOld } from './worker/files';
import { click, receive, sendReceipts, tellApp } from './worker/push';
import type { ToWorker } from './worker-messages';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', event => event.waitUntil(install()));

self.addEventListener('activate', event => event.waitUntil(
  removeOld().then(() => self.clients.claim()).then(() => sendReceipts())));

self.addEventListener('fetch', event => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) {
    return; // Whatever belongs to the person goes to the server and is not kept.
  }
  if (mode === 'navigate' && pathname === '/app/') {
    event.respondWith(pageOf(event.request));
  } else if (pathname.startsWith('/app/assets/')) {
    event.respondWith(copyOf(event.request));
  }
});

self.addEventListener('message', event => {
  const message = event.data as ToWorker;
  if (message === 'take-over') {
    event.waitUntil(self.skipWaiting());
  } else if (message === 'send-receipts') {
    event.waitUntil(sendReceipts());
  } else {
    event.waitUntil(keepApp(message.keep, message.isAll));
  }
});

self.addEventListener('push', event => event.data && event.waitUntil(receive(event.data.json())));

self.addEventListener('notificationclick', event => event.waitUntil(click(event.notification, event.action)));

self.addEventListener('pushsubscriptionchange', event => event.waitUntil(tellApp('subscribe-again')));

/** Where the browser has it (Chromium): the connection is back. */
self.addEventListener('sync' as 'activate', event => event.waitUntil(sendReceipts(true)));
