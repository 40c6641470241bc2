// What the phone does in a call from the moment that the person answers: camera, connection, position.
import { hex } from '../../device';
import type { Receipt, VideoCall } from '../../messages';
import { keepInTab, recallInTab } from '../../kept';
import { states } from '../../permissions';
import { HubRefusal, type Phone } from '../../phone';
import { say, type TextKey } from '../../texts';
import { Camera, isPossible } from './camera';

const renewAfterMs = 1_500;
const placeAttempts = 3;
/** So long after a reload the call that was on is answered without a question: to the server it broke off, and rings again. */
const resumeWithinMs = 60_000;
interface Resumed { number: number; at: number }
/** A position of the last half a minute will do. */
const place = { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 };

/** A call on this phone. The screens draw what it knows. */
export class Answering {
  readonly camera = new Camera({
    answer: async offer =>
      (await this.phone.ask<{ answer: string }>('AnswerCall', { number: this.phone.call!.number, offer })).answer,
    changed: () => this.#camera(),
    lost: () => this.#renew(),
  });

  /** What the phone does just now. */
  step: TextKey | null = null;
  /** Why the camera is not used; empty if it can be. The person tries again. */
  trouble = '';
  /** The number of the call that the person answered here; the server may not know yet. */
  answered = 0;
  #isAnswering = false;
  #isOver = false;
  #wasConnected = true;
  /** Whether the camera opens without a question: a person who waits for staff is not asked again after a reload. */
  #mayOpen = false;
  /** The number of the call that was on when the app was loaded again. */
  #resumes = takeResumed();
  #placed = 0;
  #listeners = new Set<() => void>();
  #ends: (() => void)[];

  constructor(private readonly phone: Phone) {
    this.#ends = [phone.listen(() => this.#follow()), watchNetwork(() => this.camera.restart()), this.#watchReload()];
    states('camera').then(state => {
      this.#mayOpen = state === 'granted';
      this.#follow();
    });
  }

  /** Calls a listener after each change. Returns what ends that. */
  listen(listener: () => void) {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** The stage that is shown: a call that was answered here does not ring here any more. */
  stageOf(call: VideoCall) { return call.stage === 'ringing' && this.answered === call.number ? 'checking' : call.stage; }

  /** Answers the call, or tries again after trouble. */
  async answer() {
    const { call } = this.phone;
    if (!call || this.#isAnswering) {
      return;
    }
    this.#isAnswering = true;
    this.answered = call.number;
    this.#resumes = 0;
    this.#change(() => { this.trouble = ''; });
    try {
      if (await this.#open()) {
        await this.#connect();
      }
    } finally {
      this.#isAnswering = false;
    }
  }

  /** Turns the camera off and forgets the call. */
  close() {
    this.#isOver = true;
    this.#listeners.clear();
    this.#ends.forEach(end => end());
    this.camera.close();
  }

  async #open() {
    if (!isPossible()) {
      this.#fail(say(window.isSecureContext ? 'call.page.not-supported' : 'call.page.not-secure'));
      return false;
    }
    this.#change(() => { this.step = 'call.page.camera-ask'; });
    try {
      await this.camera.open();
      if (this.#isOver) {
        this.camera.close(); // The person hung up while the browser asked.
      }
      return !this.#isOver;
    } catch (error) {
      this.#fail(say(troubleOf(error)));
      return false;
    }
  }

  async #connect() {
    this.#change(() => { this.step = 'call.page.connecting'; });
    try {
      await this.camera.connect();
      this.#sendPlace();
    } catch (error) {
      const { code, message } = error as HubRefusal;
      if (error instanceof HubRefusal && !code) {
        setTimeout(() => this.#follow(), renewAfterMs); // The server could not be asked.
      } else {
        this.#fail(message && error instanceof HubRefusal ? message : say('refusal.try-again-later'));
      }
    }
  }

  #fail(trouble: string) {
    this.#change(() => {
      this.step = null;
      this.trouble = trouble;
    });
  }

  /** The picture does not arrive any more: the person need not do anything. */
  async #renew() {
    const { call } = this.phone;
    if (this.#isOver || this.#isAnswering || this.camera.isOn || !call || !isOn(call)) {
      return;
    }
    this.#change(() => { this.step = 'call.page.video-lost'; });
    try {
      await this.camera.connect();
    } catch (error) {
      if (!(error instanceof HubRefusal && error.code === 'call-over')) {
        setTimeout(() => this.#renew(), renewAfterMs);
      }
    }
  }

  #camera() {
    this.#change(() => {
      if (this.camera.state === 'connected') {
        this.step = null;
      }
    });
  }

  /** After each message of the server. */
  #follow() {
    const { call, isConnected } = this.phone;
    if (this.#isOver || !call) {
      return;
    }
    if (call.stage === 'ended' || call.stage === 'waiting') {
      this.answered = 0; // It may ring again.
      this.trouble = '';
      this.camera.close();
    } else if (isConnected && !this.camera.isOn && !this.#isAnswering && !this.trouble && this.#wasAnswered(call)) {
      this.answer();
    } else if (isConnected && !this.#wasConnected && this.camera.isOn && !call.isPlaceKnown) {
      this.#placed = 0;
      this.#sendPlace();
    }
    this.#wasConnected = isConnected;
  }

  #watchReload() {
    const leave = () => {
      const { call } = this.phone;
      if (call && this.camera.isOn && isOn(call)) {
        keepInTab('call', { number: call.number, at: Date.now() } satisfies Resumed);
      }
    };
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }

  /** Whether the camera belongs to this call: it was answered here, or before the app was loaded again. */
  #wasAnswered(call: VideoCall) {
    return call.stage === 'checking' || (call.stage === 'ringing' && [this.answered, this.#resumes].includes(call.number))
      || (call.stage === 'queued' && this.#mayOpen);
  }

  async #sendPlace() {
    const number = this.phone.call?.number ?? 0;
    if (this.#placed === number) {
      return;
    }
    this.#placed = number;
    for (let attempt = 0; attempt < placeAttempts && this.phone.call?.number === number && !this.#isOver; attempt++) {
      const report = { number, commandId: hex(crypto.getRandomValues(new Uint8Array(8))), fix: await position() };
      const receipt = await this.phone.ask<Receipt>('ReportCallPlace', report).catch(() => null);
      if (receipt && !receipt.error) {
        return;
      }
    }
  }

  #change(change: () => void) {
    change();
    this.#listeners.forEach(listener => listener());
  }
}

/** The number of the call that was on when the app was left a moment ago, otherwise 0. Only once. */
const takeResumed = () => {
  const left = recallInTab<Resumed | null>('call', null);
  keepInTab('call', null);
  return left && Date.now() - left.at < resumeWithinMs ? left.number : 0;
};

const isOn = (call: VideoCall) => call.stage === 'checking' || call.stage === 'queued';

/** Why the camera does not work. */
const troubleOf = (error: unknown): TextKey => {
  switch ((error as DOMException).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'call.page.camera-denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'call.page.no-camera';
    default:
      return 'call.page.camera-busy';
  }
};

/** The position with its age; null if there is none: denied, or not found in time. */
const position = () => new Promise<object | null>(resolve => {
  if (!navigator.geolocation) {
    resolve(null);
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords, timestamp }) => resolve({
      latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy,
      ageSeconds: Math.max(0, (Date.now() - timestamp) / 1000), isMock: false,
    }),
    () => resolve(null),
    place);
});

/** Wi-Fi or not: phones tell. What else browsers say of a connection changes all the time and means nothing here. */
const watchNetwork = (changed: () => void) => {
  const network = (navigator as { connection?: EventTarget & { type?: string } }).connection;
  let kind = network?.type;
  const look = () => {
    if (network!.type !== kind) {
      kind = network!.type;
      changed();
    }
  };
  network?.addEventListener('change', look);
  addEventListener('online', changed);
  return () => {
    network?.removeEventListener('change', look);
    removeEventListener('online', changed);
  };
};
