// Whether camera and location are on before a call, and the way to mend it.
import { useEffect, useState } from 'preact/hooks';
import { ask, toldState, usePermission } from '../../permissions';
import { say, type TextKey } from '../../texts';

type Device = 'camera' | 'location';
type State = 'granted' | 'denied' | 'prompt';

const devices: Device[] = ['camera', 'location'];
const texts: Record<Device, Record<State, TextKey>> = {
  camera: { granted: 'call.page.camera-on', denied: 'call.page.camera-denied', prompt: 'call.page.camera-ask' },
  location: { granted: 'call.page.location-on', denied: 'call.page.location-denied', prompt: 'call.page.location-ask' },
};
const acts: Record<Device, TextKey> = { camera: 'call.page.allow-camera', location: 'call.page.allow-location' };

/** Camera and location: whether they are on, and what to do if not. */
export const Devices = () => (
  <>
    <h2>{say('call.page.device-check')}</h2>
    <ul class="devices">{devices.map(device => <Line key={device} device={device} />)}</ul>
  </>
);

const Line = ({ device }: { device: Device }) => {
  const told = usePermission(device);
  const [answered, setAnswered] = useState<State | null>(null);
  useEffect(() => setAnswered(null), [told]);
  const state = answered ?? told ?? 'prompt';

  // Not every browser tells, and then its answer to the question is all that is known.
  const mend = async () =>
    setAnswered(await ask(device) ? 'granted' : await toldState(device) ?? 'denied');
  return (
    <li class={state} data-device={device} data-state={state}>
      <span class="sign" aria-hidden="true">{state === 'granted' ? '✓' : state === 'denied' ? '!' : '·'}</span>
      {say(texts[device][state])}
      {state !== 'granted' && <button type="button" class="quiet" onClick={mend}>{say(acts[device])}</button>}
    </li>
  );
};
