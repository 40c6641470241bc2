// What the browser lets the app do.
import { useEffect, useState } from 'preact/hooks';
import { recall } from './kept';
import type { Fix } from './messages';

/** What the app asks the browser for, in the order of the manual. */
export const permissionKinds = ['notifications', 'microphone', 'camera', 'location'] as const;

/** One of the permissions. */
export type PermissionKind = typeof permissionKinds[number];

/** A position less exact than this shows no place of stay, in metres. */
export const roughMetres = 200;

const names: Record<PermissionKind, string> = {
  notifications: 'notifications', microphone: 'microphone', camera: 'camera', location: 'geolocation',
};

/** Whether the browser allows something: granted, denied, or prompt if it asks or does not tell. */
export const states = async (name: string) => {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return 'prompt'; // Not every browser tells.
  }
};

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
    const watch = async () => {
      try {
        const found = await navigator.permissions.query({ name: names[kind] as PermissionName });
        if (!isOver) {
          status = found;
          status.addEventListener('change', read);
          read();
        }
      } catch {
        setState('prompt'); // Not every browser tells.
      }
    };
    watch();
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

/** Takes the position of the phone. Its time is by the clock by which the answer is dated, too. */
export const locate = (now = () => new Date()) => new Promise<Fix>((resolve, reject) => navigator.geolocation.getCurrentPosition(
  ({ coords, timestamp }) => resolve({
    latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy,
    takenAt: new Date(now().getTime() - Math.max(0, Date.now() - timestamp)).toISOString(), isMock: false,
  }),
  reject,
  { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 }));
