// What the browser lets the app do.
import { recall } from './kept';
import type { Permissions } from './registration';
import type { Fix } from './messages';

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

/** Lets the browser ask for each permission, one after another. */
export const askAll = async (): Promise<Permissions> => ({
  notifications: 'Notification' in window && await Notification.requestPermission() === 'granted',
  microphone: await media({ audio: true }),
  camera: await media({ video: true }),
  location: await locate().then(() => true, () => false),
});

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
