import { useEffect, useRef, useState } from 'preact/hooks';
import { locate, roughMetres } from '../../permissions';
import { say } from '../../texts';
import { PermissionHelp } from './permission';

/** Tries camera and location on this phone: it is a look at how a call will be. Nothing is sent, and nothing is kept. */
export const TryDevices = () => {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [hasNoCamera, setNoCamera] = useState(false);
  const [metres, setMetres] = useState<number | null>(null);
  const [hasNoPlace, setNoPlace] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    if (video.current) {
      video.current.srcObject = stream;
    }
    return () => stream?.getTracks().forEach(track => track.stop());
  }, [stream]);

  const start = async () => {
    setBusy(true);
    setNoCamera(false);
    setNoPlace(false);
    await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } }).then(setStream, () => setNoCamera(true));
    await locate().then(fix => setMetres(Math.max(1, Math.round(fix.accuracyMetres))), () => setNoPlace(true));
    setBusy(false);
  };

  return (
    <section>
      <h2>{say('entry.trial')}</h2>
      <p>{say('entry.trial-hint')}</p>
      {stream && (
        <>
          <div class="look">
            <video ref={video} autoplay muted playsInline aria-label={say('entry.trial')} />
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              <ellipse cx="50" cy="48" rx="24" ry="34" vector-effect="non-scaling-stroke" />
            </svg>
          </div>
          <p role="status">{say('entry.trial-camera')}</p>
        </>
      )}
      {metres !== null && (
        <p role="status">{say(metres > roughMetres ? 'entry.rough-location' : 'entry.trial-place', { metres })}</p>
      )}
      {hasNoCamera && <><p role="status">{say('entry.trial-no-camera')}</p><PermissionHelp kind="camera" /></>}
      {hasNoPlace && <><p role="status">{say('entry.trial-no-place')}</p><PermissionHelp kind="location" /></>}
      {stream
        ? <button type="button" class="quiet" onClick={() => setStream(null)}>{say('entry.trial-end')}</button>
        : <button type="button" class="quiet" disabled={isBusy} onClick={start}>{say('entry.trial-start')}</button>}
    </section>
  );
};
