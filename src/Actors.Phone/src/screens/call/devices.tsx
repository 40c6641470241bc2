// Whether camera and location are on before a call, and the way to mend it.
import { useEffect, useState } from 'preact/hooks';
import { say, type TextKey } from '../../texts';

type Device = 'camera' | 'location';
type State = 'granted' | 'denied' | 'prompt';

const names = { camera: 'camera', location: 'geolocation' } as const;
const devices = Object.keys(names) as Device[];
const texts: Record<Device, Record<State, TextKey>> = {
  camera: { granted: 'call.page.camera-on', denied: 'call.page.camera-denied', prompt: 'call.page.camera-ask' },
  location: { granted: 'call.page.location-on', denied: 'call.page.location-denied', prompt: 'call.page.location-ask' },
};
const acts: Record<Device, TextKey> = { camera: 'call.page.allow-camera', location: 'call.page.allow-location' };

/** What the browser lets this page use. */
const query = async (device: Device): Promise<PermissionStatus | null> => {
  try {
    return await navigator.permissions.query({ name: names[device] as PermissionName });
  } catch {
    return null; // Not every browser tells.
  }
};

/** Whether the camera opens without a question of the browser. */
export const isCameraGranted = async () => (await query('camera'))?.state === 'granted';

/** Lets the browser ask. Returns whether the person allowed it. */
const ask = async (device: Device) => {
  try {
    if (device === 'camera') {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      stream.getTracks().forEach(track => track.stop());
    } else {
      await new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 30_000 }));
    }
    return true;
  } catch {
    return false;
  }
};

/** Camera and location: whether they are on, and what to do if not. */
export const Devices = () => (
  <>
    <h2>{say('call.page.device-check')}</h2>
    <ul class="devices">{devices.map(device => <Line key={device} device={device} />)}</ul>
  </>
);

const Line = ({ device }: { device: Device }) => {
  const [state, setState] = useState<State>('prompt');
  useEffect(() => {
    let status: PermissionStatus | null = null;
    const look = () => setState(status!.state);
    query(device).then(found => {
      status = found;
      if (status) {
        look();
        status.addEventListener('change', look);
      }
    });
    return () => status?.removeEventListener('change', look);
  }, [device]);

  const mend = async () => {
    if (await ask(device)) {
      setState('granted');
    } else {
      setState((await query(device))?.state ?? 'denied');
    }
  };
  return (
    <li class={state} data-device={device} data-state={state}>
      <span class="sign" aria-hidden="true">{state === 'granted' ? '✓' : state === 'denied' ? '!' : '·'}</span>
      {say(texts[device][state])}
      {state !== 'granted' && <button type="button" class="quiet" onClick={mend}>{say(acts[device])}</button>}
    </li>
  );
};
