import { useState } from 'preact/hooks';
import type { Fix } from '../messages';
import { locate, metresBetween, roughMetres } from '../permissions';
import type { Phone, PlaceOfStay } from '../phone';
import { platform } from '../registration';
import { format, say } from '../texts';

interface Props {
  phone: Phone;
  label: string;
  isMain: boolean;
  report: (fix: Fix) => void;
}

/** A button that finds the position, says how accurate it is, and reports it. */
export const ReportPosition = ({ phone, label, isMain, report }: Props) => {
  const [accuracy, setAccuracy] = useState<number | null>(null);
  const [state, setState] = useState<'idle' | 'locating' | 'denied' | 'unavailable'>('idle');
  const [rough, setRough] = useState<Fix | null>(null);

  const find = async () => {
    setState('locating');
    setRough(null);
    try {
      const fix = await locate(() => phone.now(), setAccuracy);
      setState('idle');
      if (fix.accuracyMetres > roughMetres) {
        setRough(fix);
      } else {
        report(fix);
      }
    } catch (error) {
      setState((error as GeolocationPositionError).code === 1 ? 'denied' : 'unavailable');
    }
  };

  const send = () => {
    report({ ...rough!, takenAt: phone.now().toISOString() });
    setRough(null);
  };

  return (
    <div class="report">
      {!rough && (
        <button type="button" class={isMain ? '' : 'quiet'} disabled={state === 'locating'} onClick={find}>
          {state === 'locating' ? say('app.locating') : label}
        </button>
      )}
      {state === 'locating' && accuracy !== null
        && <p role="status" class="hint">{say('app.accuracy', { metres: Math.round(accuracy) })}</p>}
      {state === 'denied' && <p class="wrong" role="alert">{say('phone.location')}</p>}
      {state === 'unavailable' && <p class="wrong" role="alert">{say('app.no-position')}</p>}
      {rough && (
        <div class="card" role="alert">
          <p>{say('phone.precise-location')}</p>
          <p class="hint">{say('app.accuracy', { metres: Math.round(rough.accuracyMetres) })}</p>
          <button type="button" onClick={find}>{say('app.try-again')}</button>
          <button type="button" class="quiet" onClick={send}>{say('app.send-anyway')}</button>
        </div>
      )}
    </div>
  );
};

/** How far a position seems to be from the place of stay: a sketch, and the same in words. */
export const Distance = ({ place, fix }: { place: PlaceOfStay; fix: Fix }) => {
  const metres = metresBetween(place, fix);
  const scale = 60 / Math.max(metres, place.accuracyMetres, fix.accuracyMetres, 1);
  const angle = Math.atan2(
    (fix.longitude - place.longitude) * Math.cos(place.latitude * Math.PI / 180), fix.latitude - place.latitude);
  const [east, north] = [Math.sin(angle), Math.cos(angle)].map(part => part * metres * scale / 2);
  const [home, phone] = [{ x: 50 - east!, y: 50 + north! }, { x: 50 + east!, y: 50 - north! }];
  return (
    <figure class="sketch">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx={home.x} cy={home.y} r={Math.max(9, place.accuracyMetres * scale)} class="place" />
        <path d={`M${home.x - 5} ${home.y + 4}v-6l5-4 5 4v6z`} />
        <line x1={home.x} y1={home.y} x2={phone.x} y2={phone.y} stroke-dasharray="2" />
        <circle cx={phone.x} cy={phone.y} r={Math.max(6, fix.accuracyMetres * scale)} class="fix" />
        <circle cx={phone.x} cy={phone.y} r="3" />
      </svg>
      <figcaption>{say('app.away', { metres: rounded(metres) })}</figcaption>
    </figure>
  );
};

/** Two digits are enough: the position itself is not that good. */
const rounded = (metres: number) => metres < 10 ? Math.round(metres) : Number(metres.toPrecision(2));

/** Where the person checked in: when, how accurate, and where that is, on the map of the phone: no page of others learns it. */
export const PlaceOfToday = ({ place, zone }: { place: PlaceOfStay; zone: string }) => {
  const [north, east] = [place.latitude, place.longitude].map(degrees => degrees.toFixed(5));
  const system = platform();
  const map = system.startsWith('iOS') ? `maps:?q=${north},${east}` : system.startsWith('Android') ? `geo:${north},${east}` : null;
  return (
    <>
      <p class="place-name">{say('check-in.place-label')}</p>
      <p>
        {map ? <a href={map}>{north}, {east}</a> : `${north}, ${east}`}
        {' '}{say('app.accuracy', { metres: Math.round(place.accuracyMetres) })}
      </p>
      <p class="hint">
        {say('app.checked-in-at', { time: format(place.at, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }) })}
      </p>
    </>
  );
};
