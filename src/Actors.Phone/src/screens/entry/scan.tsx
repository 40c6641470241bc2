import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../texts';
import { isUsable, readZone, type Zone } from '../../zone';
import { type Grey, readLines } from './ocr-b';

/** The frame for the two lines, in parts of the width of the picture: they are about nine times as wide as high. */
const frame = { left: 0.03, height: 0.2 };

const pauseMs = 150;

/** Where the frame is in a picture. */
const frameIn = (width: number, height: number) => ({
  x: Math.round(frame.left * width), y: Math.round(height * 0.6 - frame.height * width / 2),
  width: Math.round(width * (1 - 2 * frame.left)), height: Math.round(frame.height * width),
});

/** What the camera sees inside the frame, in levels of grey. */
const look = (video: HTMLVideoElement, canvas: HTMLCanvasElement): Grey => {
  const { x, y, width, height } = frameIn(video.videoWidth, video.videoHeight);
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  pen.drawImage(video, x, y, width, height, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = (data[at * 4]! * 3 + data[at * 4 + 1]! * 6 + data[at * 4 + 2]!) / 10;
  }
  return { data: grey, width, height };
};

interface Props { found: (zone: Zone) => void; end: () => void }

/** Reads the two lines by the camera, until their check digits fit. No picture leaves the phone. */
export const Scan = ({ found, end }: Props) => {
  const video = useRef<HTMLVideoElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [isRefused, setRefused] = useState(false);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let isOver = false;
    const canvas = document.createElement('canvas');
    const run = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
      if (isOver) {
        stream.getTracks().forEach(track => track.stop());
        return;
      }
      video.current!.srcObject = stream;
      await video.current!.play();
      while (!isOver) {
        setSize({ width: video.current!.videoWidth, height: video.current!.videoHeight }); // A phone that is turned changes it.
        const zone = readZone(readLines(look(video.current!, canvas)) ?? '');
        if (isUsable(zone) && zone.problems.length === 0) {
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
            {size && (
              <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
                <rect {...frameIn(size.width, size.height)} rx="12" vector-effect="non-scaling-stroke" />
              </svg>
            )}
          </div>
        )}
      {!isRefused && <p role="status">{say('entry.scan-not-yet')}</p>}
      <button type="button" class="quiet" onClick={end}>{say('entry.scan-end')}</button>
    </>
  );
};
