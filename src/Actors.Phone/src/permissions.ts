// What the browser lets the app do.
import { useEffect, useState } from 'preact/hooks';
import { recall } from './kept';
import type { Fix } from './messages';

/** What the app asks the browser for, in the order of the manual. */
export const permissionKinds = ['notifications', 'microphone', 'camera', 'location'] as const;

/** One of the permissions. */
export type PermissionKind = typeof permissionKinds[number];

/** A position less exact than this shows no place of stay: the server can do nothing with it, nor can the officer. In metres. */
export const roughMetres = 200;

const names: Record<PermissionKind, string> = {
  notifications: 'notifications', microphone: 'microphone', camera: 'camera', location: 'geolocation',
};

const query = async (name: string) => {
  try {
    return await navigator.permissions.query({ name: name as PermissionName });
  } catch {
    return null; // Not every browser tells.
  }
};

/** Whether the browser allows something: granted, denied, or prompt if it asks or does not tell. */
export const states = async (name: string) => (await query(name))?.state ?? 'prompt';

/** The state of a permission; null if the browser does not tell. */
export const toldState = async (kind: PermissionKind) => (await query(names[kind]))?.state ?? null;

/** Lets the browser ask for camera or microphone, and closes them again. */
export const media = async (wanted: MediaStreamConstraints) => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    stream.getTracks().forEach(track => track.stop());
    return true;
  } catch {
    return false;
  }
};

const isLocationAllowed = () => locate().then(
  () => true,
  async error => error.code !== GeolocationPositionError.PERMISSION_DENIED && await states('geolocation') === 'granted');

/** Lets the browser ask for a permission. Returns whether the app has it. */
export const ask = async (kind: PermissionKind): Promise<boolean> => {
  switch (kind) {
    case 'notifications': return 'Notification' in window && await Notification.requestPermission() === 'granted';
    case 'microphone': return media({ audio: true });
    case 'camera': return media({ video: true });
    case 'location': return isLocationAllowed();
  }
};

/**
 * The state of a permission, also when the person changes it in the settings; "prompt" if the browser does not tell, and null
 * until it has.
 */
export const usePermission = (kind: PermissionKind) => {
  const [state, setState] = useState<PermissionState | null>(null);
  useEffect(() => {
    let status: PermissionStatus | null = null;
    let isOver = false;
    const read = () => setState(status!.state);
    query(names[kind]).then(found => {
      if (!isOver) {
        status = found;
        status?.addEventListener('change', read);
        setState(found?.state ?? 'prompt');
      }
    });
    return () => {
      isOver = true;
      status?.removeEventListener('change', read);
    };
  }, [kind]);
  return state;
};

/** What the server shows to the person and to staff. */
export const condition = async () => ({
  locationDenied: await states('geolocation') === 'denied',
  cameraDenied: await states('camera') === 'denied',
  microphoneDenied: await states('microphone') === 'denied',
  notificationsDenied: await states('notifications') === 'denied',
  ...recall<{ silent?: boolean; batterySaver?: boolean }>('asked', {}),
});

const goodMetres = 30;
const patienceMs = 12_000;

const fixOf = ({ coords, timestamp }: GeolocationPosition, now: () => Date): Fix => ({
  latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy,
  takenAt: new Date(now().getTime() - Math.max(0, Date.now() - timestamp)).toISOString(), isMock: false,
});

/**
 * Takes the position of the phone. Its time is by the clock by which the answer is dated, too. Waits a little for a better one
 * while it is inaccurate, and says how accurate the best is so far.
 */
export const locate = (now = () => new Date(), told: (accuracyMetres: number) => void = () => {}) =>
  new Promise<Fix>((resolve, reject) => {
    let best: GeolocationPosition | null = null;
    const end = (act: () => void) => {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
      act();
    };
    const give = () => best && end(() => resolve(fixOf(best!, now)));
    const timer = setTimeout(give, patienceMs);
    const watch = navigator.geolocation.watchPosition(
      position => {
        best = !best || position.coords.accuracy <= best.coords.accuracy ? position : best;
        told(best.coords.accuracy);
        if (best.coords.accuracy <= goodMetres) {
          give();
        }
      },
      error => best ? give() : end(() => reject(error)),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 });
  });

/** Metres between two points of the earth. */
export const metresBetween = (one: Fix, other: Fix) => {
  const radians = (degrees: number) => degrees * Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const part = half(one.latitude, other.latitude)
    + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(part));
};
