// The app as a part of the phone: its worker, new versions, and its place on the home screen.
import { useEffect, useState } from 'preact/hooks';
import { connection, later } from './idle';
import { platform } from './registration';
import { language } from './texts';
import type { ToApp, ToWorker } from './worker-messages';

/** What Chromium offers where the app can be installed. */
interface InstallPrompt extends Event { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> }

const manifest = 'link[rel=manifest]';
/** Not there without TLS, and in some private windows. */
const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
const hourMs = 3_600_000;

let prompt: InstallPrompt | null = null;
let isReady = false;
let isAsked = false;
const listeners = new Set<() => void>();

const change = () => listeners.forEach(listener => listener());

/** Draws again when a new version is ready, or the browser offers to install the app. */
export const useInstallation = () => {
  const [, draw] = useState(0);
  useEffect(() => {
    const listener = () => draw(time => time + 1);
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, []);
  return { isReady, canInstall: prompt !== null };
};

/** The registration of the worker, once it is active. */
export const worker = async () => {
  await register();
  return await workers?.getRegistration('/app/') && workers?.ready;
};

/** Calls a listener with what the worker says. Returns what ends that. */
export const listenToWorker = (listener: (message: ToApp, port: MessagePort | undefined) => void) => {
  const hear = (event: MessageEvent<ToApp>) => listener(event.data, event.ports[0]);
  workers?.addEventListener('message', hear);
  workers?.startMessages();
  return () => workers?.removeEventListener('message', hear);
};

/** Starts the worker when the screen is there, or needs it, so that it takes nothing of a slow connection before. */
export const start = () => {
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    change();
  });
  if (isIos()) {
    document.querySelector<HTMLLinkElement>(manifest)!.href = '/app/home-screen.webmanifest';
  }
  listenToWorker(message => {
    if (typeof message === 'object' && 'go' in message) {
      location.hash = `/${message.go}`;
    }
  });
  const isKept = !!workers?.controller; // Otherwise the first worker begins to serve this page, which is of the same version.
  workers?.addEventListener('controllerchange', () => {
    if (isAsked || (isKept && document.hidden)) {
      location.reload();
    }
  });
  later(keepFiles);
};

let registering: Promise<void> | null = null;

const register = () => registering ??= (async () => {
  try {
    const registration = await workers?.register('/app/sw.js');
    if (registration) {
      watch(registration);
    }
  } catch (error) {
    console.warn(error); // Without it the app works as a page.
  }
})();

/** A worker that waits is a new version. */
const watch = (registration: ServiceWorkerRegistration) => {
  const look = () => {
    isReady = !!registration.waiting && !!workers!.controller;
    change();
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - lookedAt > hourMs) {
      lookedAt = Date.now();
      registration.update().catch(() => {}); // Off line.
    }
  });
};

const tell = async (message: ToWorker) => (await worker())?.active?.postMessage(message);

/** Lets the worker keep the app in the language that is shown; only what opens it, if the person saves data. */
export const keepFiles = () => tell({ keep: language(), isAll: !connection().saveData });

/** Lets the worker send the receipts that wait. */
export const sendReceipts = () => tell('send-receipts');

/** Loads the new version. What the person was doing is kept. */
export const update = async () => {
  isAsked = true;
  const registration = await workers?.getRegistration('/app/');
  await registration?.update().catch(() => {});
  const next = registration?.waiting ?? registration?.installing;
  if (!next) {
    location.reload();
    return;
  }
  const take = () => {
    if (next.state === 'installed') {
      next.postMessage('take-over' satisfies ToWorker);
    } else if (next.state === 'redundant') {
      location.reload(); // It could not be loaded whole; the next attempt may.
    }
  };
  next.addEventListener('statechange', take);
  take();
};

/** Lets the browser ask whether to install the app. Returns whether the person wants it. */
export const install = async () => {
  const answer = await prompt?.prompt();
  prompt = null;
  change();
  return answer?.outcome === 'accepted';
};

/** Whether the app runs from the home screen. */
export const isInstalled = () =>
  matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true;

/** Whether this is an iPhone or an iPad, which calls itself a Mac. */
export const isIos = () =>
  platform().startsWith('iOS') || (navigator.maxTouchPoints > 1 && navigator.userAgent.includes('Macintosh'));
