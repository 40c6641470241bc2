import { useEffect, useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import type { Phone } from '../../phone';
import { say } from '../../texts';

/** A code is shown for so long at most; one is good for longer. */
const shownMs = 5 * 60_000;

/** The clock of the phone may be wrong: another code is asked for so often at most. */
const pauseMs = 15_000;

/** The code that the officer at the airport scans. The screen stays on while it is shown. */
export const OfficerCode = ({ phone }: { phone: Phone }) => {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let [timer, isOver] = [0, !phone.isConnected];
    const ask = async () => {
      let wait = pauseMs;
      try {
        const { code, expiresAt } = await phone.ask<{ code: string; expiresAt: string }>('GetInspectionCode', {});
        wait = Math.min(shownMs, Math.max(pauseMs, (Date.parse(expiresAt) - Date.now()) / 2));
        isOver || setCode(code);
      } catch {
        // The connection is lost, or the server is busy; the code that is shown may still be good.
      }
      timer = isOver ? 0 : window.setTimeout(ask, wait);
    };
    isOver || ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [phone.isConnected]);
  useEffect(() => code ? keepAwake() : undefined, [!code]);

  return (
    <section>
      <h2>{say('app.officer-code')}</h2>
      {code
        ? <div class="code" data-code={code} dangerouslySetInnerHTML={{ __html: renderSVG(code) }} />
        : <p role="status">{say(phone.isConnected ? 'call.page.one-moment' : 'app.offline')}</p>}
      <p class="hint">{say('app.officer-code-hint')}</p>
    </section>
  );
};

/** Keeps the screen on where the browser can, also after the person looked at something else. Returns what ends it. */
const keepAwake = () => {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = async () => {
    if (!document.hidden) {
      lock = await navigator.wakeLock?.request('screen').catch(() => null) ?? null;
      if (isOver) {
        lock?.release();
      }
    }
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', ask);
    lock?.release();
  };
};
