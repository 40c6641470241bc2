// The phone on the hub (docs/PROTOCOL.md): keeps connected, shows what the server says, and sends what the person does, also later.
import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { hex } from './device';
import { condition } from './permissions';
import { appVersion, platform } from './registration';
import { language } from './texts';

export interface Prompt { handle: string; kind: 'location' | 'health' | 'secondFix'; closesAt: string; state: string; text: string }

export interface Checklist { checkedIn: boolean; locationAnswered: number; locationDue: number; health: string }

export interface Home {
  person: string;
  state: 'none' | 'unconfirmed' | 'confirmed' | 'ended';
  day: number | null;
  lastDay: number | null;
  checklist: Checklist | null;
  progress: { firstDay: number; days: string[] } | null;
  prompts: Prompt[];
  texts: { key: string; text: string }[];
}

export interface Fix { latitude: number; longitude: number; accuracyMetres: number; takenAt: string; isMock: boolean }

type Command = { method: 'CheckIn' | 'ReportLocation' | 'ReportHealth'; argument: Record<string, unknown> };

interface Receipt { code: string | null; text: string; error: { code: string } | null }

const waiting = 'actors.outbox';

/** Refusals that are over in a moment. */
const passing = ['unavailable', 'too-many-messages', 'hello-first'];

const pauseMs = (attempt: number) => Math.min(30_000, 500 * 2 ** Math.min(attempt, 8));

/** Waits before another attempt: twice as long each time, half a minute at most. */
export const pause = (attempt: number) => new Promise(done => setTimeout(done, pauseMs(attempt)));

/** What the server refused: "code: text" or "code (field): text" behind some words of SignalR. */
const refusalOf = (error: unknown) => {
  const [, code = '', text = ''] = /HubException: ([a-z]+(?:-[a-z]+)*)(?: \([^()]*\))?: (.*)/s.exec(String(error)) ?? [];
  return { code, text };
};

/** What the screens show, and the moment from which they must draw again. */
export class Phone {
  home: Home | null = null;
  isConnected = false;
  receipt: string | null = null;
  code: string | null = null;
  problem: string | null = null;
  #clock = { server: Date.now(), at: performance.now(), speed: 1 };
  #connection: HubConnection;
  #listeners = new Set<() => void>();
  #isSending = false;
  #isStarting = false;
  #outbox: Command[] = JSON.parse(localStorage.getItem(waiting) ?? '[]');

  /** Takes the token of the moment, and what gets another one when the server refuses it. */
  constructor(token: () => string, private readonly renew: () => Promise<void>) {
    this.#connection = new HubConnectionBuilder()
      .withUrl('/hubs/entrant', { accessTokenFactory: token })
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: retry => pauseMs(retry.previousRetryCount),
      })
      .configureLogging(LogLevel.Critical)
      .build();
    this.#connection.on('HomeChanged', (home: Home) => this.#show(home));
    this.#connection.on('ShowPrompt', ({ person, prompt }: { person: string; prompt: Prompt }) => this.#prompt(person, prompt));
    this.#connection.on('Ping', async () => this.#connection.send('Pong', { condition: await condition() }));
    this.#connection.on('Resync', () => this.#again());
    this.#connection.on('Reconnect', ({ withinSeconds }: { withinSeconds: number }) =>
      setTimeout(() => this.#connection.stop(), Math.random() * withinSeconds * 1000));
    for (const later of ['Notice', 'CallChanged', 'CallFeedback', 'RunTests']) {
      this.#connection.on(later, () => {});
    }
    this.#connection.onreconnecting(() => this.#change(() => { this.isConnected = false; }));
    this.#connection.onreconnected(() => this.#again());
    this.#connection.onclose(() => {
      this.#change(() => { this.isConnected = false; });
      this.start();
    });
  }

  /** How many answers wait to be sent. */
  get kept() { return this.#outbox.length; }

  /** Calls a listener after each change. Returns what ends that. */
  listen(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, for as long as it takes. */
  async start() {
    if (this.#isStarting) {
      return;
    }
    this.#isStarting = true;
    for (let attempt = 0; !this.isConnected; attempt++) {
      try {
        await this.#connection.start();
        await this.#hello();
      } catch (error) {
        const { code, text } = refusalOf(error);
        this.#change(() => { this.problem = code && !passing.includes(code) ? text : null; });
        await this.#connection.stop();
        if (String(error).includes('401')) {
          await this.renew().catch(() => location.reload()); // The app begins again, and finds out why.
        }
        await pause(attempt);
      }
    }
    this.#isStarting = false;
  }

  /** The time by which the server lives. */
  now() {
    const { server, at, speed } = this.#clock;
    return new Date(server + (performance.now() - at) * speed);
  }

  checkIn(fix: Fix) { this.#give('CheckIn', { fix }); }

  reportLocation(fix: Fix, handle: string | null) { this.#give('ReportLocation', { fix, handle }); }

  reportHealth(temperatureCelsius: number | null, symptoms: string[], note: string | null, handle: string | null) {
    this.#give('ReportHealth', { temperatureCelsius, symptoms, note, handle });
  }

  /** Asks for the code that the officer at the airport scans. */
  async readInspectionCode() {
    const { code } = await this.#connection.invoke<{ code: string }>('GetInspectionCode', {});
    this.#change(() => { this.code = code; });
  }

  #give(method: Command['method'], argument: Record<string, unknown>) {
    const commandId = hex(crypto.getRandomValues(new Uint8Array(8)));
    this.#outbox.push({ method, argument: { ...argument, commandId, answeredAt: this.now().toISOString() } });
    this.#keep();
    this.#send();
  }

  /** One after another; each until the server has answered it. */
  async #send() {
    if (this.#isSending || !this.isConnected) {
      return;
    }
    this.#isSending = true;
    try {
      for (let next = this.#outbox[0]; next; next = this.#outbox[0]) {
        const answer = await this.#connection.invoke<Receipt>(
          next.method, { ...next.argument, sentAt: this.now().toISOString() });
        this.#outbox.shift();
        this.receipt = answer.text;
        this.#keep();
      }
    } catch (error) {
      const { code, text } = refusalOf(error);
      if (code && !passing.includes(code)) {
        this.#outbox.shift(); // The server refused it, and would do so again.
        this.receipt = text;
        this.#keep();
      }
      setTimeout(() => this.#send(), 5_000);
    } finally {
      this.#isSending = false;
    }
  }

  /** Says Hello again; a connection on which that fails is given up. */
  async #again() {
    await this.#hello().catch(() => this.#connection.stop());
  }

  async #hello() {
    const welcome = await this.#connection.invoke<{ serverTime: string; speed: number; person: string; homes: Home[] }>('Hello', {
      protocolVersion: 1, appVersion, platform: platform(), language: language(), condition: await condition(), inCall: null,
    });
    this.#clock = { server: Date.parse(welcome.serverTime), at: performance.now(), speed: welcome.speed };
    this.#change(() => { this.isConnected = true; this.problem = null; });
    const home = welcome.homes.find(one => one.person === welcome.person);
    if (home) {
      this.#show(home);
      this.#deliver(home.person, home.prompts.map(prompt => prompt.handle));
    }
    this.#send();
  }

  #show(home: Home) {
    if (!this.home || home.person === this.home.person) {
      this.#change(() => { this.home = home; });
    }
  }

  #prompt(person: string, prompt: Prompt) {
    const { home } = this;
    if (home?.person === person) {
      this.#show({ ...home, prompts: [...home.prompts.filter(one => one.handle !== prompt.handle), prompt] });
    }
    this.#deliver(person, [prompt.handle]);
  }

  /** Without this proof, nothing counts as missed. */
  #deliver(person: string, handles: string[]) {
    if (handles.length > 0) {
      this.#connection.send('Delivered', { handles, person: person === this.home?.person ? null : person });
    }
  }

  #keep() { this.#change(() => localStorage.setItem(waiting, JSON.stringify(this.#outbox))); }

  #change(change: () => void) {
    change();
    this.#listeners.forEach(listener => listener());
  }
}
