import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../texts';
import { isUsable, readZone, type Zone } from '../../zone';

/** The browser's own recognition of text, which only some phones have (WICG Shape Detection). */
interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string; boundingBox: DOMRectReadOnly }[]> }

const Detectors = (globalThis as { TextDetector?: new () => Detector }).TextDetector;
const pauseMs = 300;

/** Whether this browser can read text in a picture. */
export const canScan = () => !!Detectors && !!navigator.mediaDevices;

interface Props { found: (zone: Zone) => void; end: () => void }

/** Reads the two lines by the camera, until their check digits fit. The picture stays on the phone. */
export const Scan = ({ found, end }: Props) => {
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let isOver = false;
    const run = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
      video.current!.srcObject = stream;
      await video.current!.play();
      const detector = new Detectors!();
      while (!isOver) {
        const lines = await detector.detect(video.current!).catch(() => []);
        const text = lines.sort((one, other) => one.boundingBox.y - other.boundingBox.y).map(line => line.rawValue).join('\n');
        const zone = readZone(text);
        if (!isOver && isUsable(zone)) {
          found(zone);
          return;
        }
        await new Promise(done => setTimeout(done, pauseMs));
      }
    };
    run().catch(() => { if (!isOver) setRefused(true); });
    return () => {
      isOver = true;
      stream?.getTracks().forEach(track => track.stop());
    };
  }, []);

  return (
    <>
      {isRefused
        ? <p role="status">{say('entry.trial-no-camera')}</p>
        : (
          <div class="scan">
            <video ref={video} muted playsInline aria-label={say('entry.scan')} />
            <svg viewBox="0 0 160 90" preserveAspectRatio="none" aria-hidden="true">
              <rect x="6" y="52" width="148" height="30" rx="3" vector-effect="non-scaling-stroke" />
            </svg>
          </div>
        )}
      {!isRefused && <p role="status">{say('entry.scan-not-yet')}</p>}
      <button type="button" class="quiet" onClick={end}>{say('entry.scan-end')}</button>
    </>
  );
};
