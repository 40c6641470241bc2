// The phone on the hub (docs/PROTOCOL.md): keeps connected, shows what the server says, and sends what the person does, if
// need be later.
import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { hex } from './device';
import { keep, recall } from './kept';
import type { CallFeedback, Fix, Home, Notice, PhoneTests, Prompt, Receipt, VideoCall, Welcome } from './messages';
import { pause, pauseMs } from './pause';
import { condition } from './permissions';
import { appVersion, platform } from './registration';
import { format, language } from './texts';

/** An answer that waits to be sent: for whom, and when it was given. */
export interface Command {
  method: 'CheckIn' | 'ReportLocation' | 'ReportHealth'; person: string; at: string; argument: Record<string, unknown>;
}

export interface HealthReport { temperatureCelsius: number | null; symptoms: string[]; note: string | null }

/** Refusals that are over in a moment. */
const passing = ['unavailable', 'too-many-messages', 'busy', 'hello-first'];

const refreshWithinMs = 4_000;

/** Errors of connecting after which the app begins again and finds out why. */
const noMorePerson = '401';

/** What the server refused. The text is for the person; it is empty if the server could not be asked. */
export class HubRefusal extends Error {
  constructor(readonly code: string, text: string) {
    super(text);
  }
}

/** Reads "code: text" or "code (field): text" behind some words of SignalR. */
const refusalOf = (error: unknown) => {
  const [, code = '', text = ''] = /HubException: ([a-z]+(?:-[a-z]+)*)(?: \([^()]*\))?: (.*)/s.exec(String(error)) ?? [];
  return new HubRefusal(code, text);
};

/** Where a person checked in on this phone, and when. It does not leave the phone. */
export interface PlaceOfStay extends Fix { at: string }

/** Where a person checked in on this phone; null if that was on another one. */
export const placeOf = (person: string) => recall<Record<string, PlaceOfStay>>('places', {})[person] ?? null;

/** Whether the phone is busy with a call. */
const isCalled = ({ stage }: VideoCall) => stage === 'ringing' || stage === 'checking' || stage === 'queued';

/** What has just been received, and what the server said to it. */
export interface Received { receipt: Receipt; method: Command['method']; person: string; at: string; fix: Fix | null }

/** What the screens show, and the moment from which they must draw again. */
export class Phone {
  /** The home screens of the person of the phone and of the companions. */
  homes: Home[] = recall('homes', []);
  notices: Notice[] = recall('notices', []);
  call: VideoCall | null = null;
  feedback: CallFeedback | null = null;
  /** Whether the screen of the call stays after the call: until the person closes it. */
  isCallShown = false;
  tests: PhoneTests | null = null;
  received: Received | null = null;
  pushKey: string | null = null;
  isConnected = false;
  /** Whether the phone has no room for what must not be lost, or the browser forbids the app to keep anything. */
  isFull = false;
  problem: HubRefusal | null = null;
  #shown: string;
  #clock = { server: Date.now(), at: performance.now(), speed: 1 };
  #connection: HubConnection;
  #listeners = new Set<() => void>();
  #isSending = false;
  #isStarting = false;
  #isRefreshing = false;
  #isOver = false;
  #outbox: Command[] = recall('outbox', []);

  /** Takes the person of the phone, the token of the moment, and what gets another one when the server refuses it. */
  constructor(readonly person: string, token: () => string, private readonly renew: () => Promise<void>) {
    this.#shown = person;
    this.isFull = !keep('outbox', this.#outbox);
    this.#connection = new HubConnectionBuilder()
      .withUrl('/hubs/entrant', { accessTokenFactory: token })
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: retry => pauseMs(retry.previousRetryCount),
      })
      .configureLogging(LogLevel.Critical)
      .build();
    const on = <T>(method: string, act: (message: T) => unknown) => this.#connection.on(method, act);
    on<Home>('HomeChanged', home => this.#show(home));
    on<{ person: string; prompt: Prompt }>('ShowPrompt', ({ person, prompt }) => this.#prompt(person, prompt));
    on('Ping', async () => this.#connection.send('Pong', { condition: await condition() }));
    on('Resync', () => this.#again());
    on<{ withinSeconds: number }>('Reconnect', ({ withinSeconds }) =>
      setTimeout(() => this.#connection.stop(), Math.random() * withinSeconds * 1000));
    on<Notice>('Notice', notice => this.#notice(notice));
    on<VideoCall>('CallChanged', call => this.#callChanged(call));
    on<CallFeedback>('CallFeedback', feedback => this.#change(() => {
      this.feedback = feedback.number === this.call?.number ? feedback : this.feedback;
    }));
    on<PhoneTests>('RunTests', tests => this.#change(() => { this.tests = tests; }));
    this.#connection.onreconnecting(() => this.#change(() => { this.isConnected = false; }));
    this.#connection.onreconnected(() => this.#again());
    this.#connection.onclose(() => {
      this.#change(() => { this.isConnected = false; });
      this.start();
    });
  }

  /** How many answers wait to be sent. */
  get kept() { return this.#outbox.length; }

  /** The home screen that is shown: of the person of the phone, or of a companion. */
  get home() { return this.homes.find(one => one.person === this.#shown) ?? this.homes[0] ?? null; }

  /** Shows the home screen of the person of the phone, or of a companion. */
  look(person: string) { this.#change(() => { this.#shown = person; }); }

  /** Calls a listener after each change. Returns what ends that. */
  listen(listener: () => void) {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Connects, for as long as it takes. */
  async start() {
    if (this.#isStarting || this.#isOver) {
      return;
    }
    this.#isStarting = true;
    for (let attempt = 0; !this.isConnected && !this.#isOver; attempt++) {
      try {
        await this.#connection.start();
        await this.#hello();
      } catch (error) {
        const refusal = refusalOf(error);
        this.#change(() => { this.problem = refusal.code && !passing.includes(refusal.code) ? refusal : null; });
        await this.#connection.stop();
        if (String(error).includes(noMorePerson)) {
          await this.renew().catch(() => location.reload());
        }
        await pause(attempt);
      }
    }
    this.#isStarting = false;
  }

  /** Disconnects, for good or until {@link reopen}. */
  async close() {
    this.#isOver = true;
    await this.#connection.stop();
  }

  /**
   * Reads the home screens again if they are of another day: the server sends what happens, and midnight is not among it. At a
   * random moment, because many phones do it at the same time.
   */
  async refresh() {
    const day = (home: Home, moment: Date | string) => format(moment, { dateStyle: 'short', timeZone: home.zone ?? 'UTC' });
    const isOld = this.homes.some(home => home.state !== 'ended' && day(home, home.at) !== day(home, this.now()));
    if (this.#isRefreshing || !this.isConnected || !isOld) {
      return;
    }
    this.#isRefreshing = true;
    await new Promise(done => setTimeout(done, Math.random() * refreshWithinMs));
    await this.#readHomes(this.homes.map(home => home.person));
    this.#isRefreshing = false;
  }

  async #readHomes(people: Iterable<string>) {
    try {
      for (const person of people) {
        this.#show(await this.ask<Home>('GetHome', { person: this.#other(person) }));
      }
    } catch {
      // The next Hello brings them.
    }
  }

  /** Connects after {@link close}. */
  async reopen() {
    this.#isOver = false;
    await this.start();
  }

  /** The time by which the server lives. */
  now() {
    const { server, at, speed } = this.#clock;
    return new Date(server + (performance.now() - at) * speed);
  }

  /** How many real milliseconds pass until a moment of the server's time. */
  until(moment: string) { return (Date.parse(moment) - this.now().getTime()) / this.#clock.speed; }

  /** Checks a person in at a place. */
  checkIn(person: string, fix: Fix) { this.#give('CheckIn', person, { fix }); }

  /** Reports where a person is, as the answer to a prompt or unasked. */
  reportLocation(person: string, fix: Fix, handle: string | null) { this.#give('ReportLocation', person, { fix, handle }); }

  /** Reports how a person feels. */
  reportHealth(person: string, report: HealthReport, handle: string | null) {
    this.#give('ReportHealth', person, { ...report, handle });
  }

  /** Says that a person opened a prompt. */
  open(person: string, handle: string) { this.#send('Opened', { handle, person: this.#other(person) }); }

  /** Asks the server something, now. Throws {@link HubRefusal}. */
  async ask<T>(method: string, argument: object): Promise<T> {
    try {
      return await this.#connection.invoke<T>(method, argument);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Whether a call is above all other screens: it goes on, or its outcome is read. */
  get isCalled() { return !!this.call && (isCalled(this.call) || this.isCallShown); }

  /** The person has read what came of the call. */
  closeCall() { this.#change(() => { this.isCallShown = false; }); }

  /** The person has read how the tests of the officer went. */
  closeTests() { this.#change(() => { this.tests = null; }); }

  /** Draws the screens again. */
  draw() { this.#change(() => {}); }

  /** Takes a message off the list. */
  read(notice: Notice) {
    this.#change(() => { notice.readAt = this.now().toISOString(); });
    keep('notices', this.notices);
  }

  /** Tells the server what has changed on the phone, such as a permission or the language. */
  async tell() {
    if (this.isConnected) {
      await this.#again();
    }
  }

  #give(method: Command['method'], person: string, answer: object) {
    const commandId = hex(crypto.getRandomValues(new Uint8Array(8)));
    const at = this.now().toISOString();
    this.#outbox.push({
      method, person, at, argument: { ...answer, commandId, person: this.#other(person), answeredAt: at },
    });
    this.#keep();
    this.#sendKept();
  }

  /** One after another; each until the server has answered it. */
  async #sendKept() {
    if (this.#isSending || !this.isConnected) {
      return;
    }
    this.#isSending = true;
    const people = new Set<string>();
    try {
      for (let next = this.#outbox[0]; next; next = this.#outbox[0]) {
        const receipt = await this.#connection.invoke<Receipt>(
          next.method, { ...next.argument, sentAt: this.now().toISOString() });
        this.#answered(next, receipt);
        people.add(next.person);
      }
      await this.#readHomes(people); // What is done is not asked for any more.
    } catch (error) {
      const { code, message } = refusalOf(error);
      if (code && !passing.includes(code)) {
        // The server refused it, and would do so again.
        this.#answered(this.#outbox[0]!, { code: null, text: message, error: { code, field: null, message } });
      }
      setTimeout(() => this.#sendKept(), 5_000);
    } finally {
      this.#isSending = false;
    }
  }

  #answered({ method, person, at, argument }: Command, receipt: Receipt) {
    this.#outbox.shift();
    const fix = argument.fix as Fix | undefined ?? null;
    this.received = { receipt, method, person, at, fix };
    if (method === 'CheckIn' && fix && !receipt.error) {
      keep('places', { ...recall<Record<string, PlaceOfStay>>('places', {}), [person]: { ...fix, at } });
    }
    this.#keep();
  }

  /** Says Hello again; a connection on which that fails is given up. */
  async #again() {
    await this.#hello().catch(() => this.#connection.stop());
  }

  async #hello() {
    const inCall = this.call && this.call.stage !== 'ended' ? this.call.number : null;
    const welcome = await this.#connection.invoke<Welcome>('Hello', {
      protocolVersion: 1, appVersion, platform: platform(), language: language(), condition: await condition(), inCall,
    });
    this.#clock = { server: Date.parse(welcome.serverTime), at: performance.now(), speed: welcome.speed };
    this.#change(() => {
      this.isConnected = true;
      this.problem = null;
      this.pushKey = welcome.pushKey;
      this.homes = welcome.homes;
      this.#setCall(welcome.call ?? (inCall === null ? this.call : null)); // A call ended while the phone was away.
    });
    keep('homes', this.homes);
    for (const home of welcome.homes) {
      this.#deliver(home.person, home.prompts.map(prompt => prompt.handle));
    }
    this.#sendKept();
  }

  #callChanged(call: VideoCall) {
    if (!this.call || call.number >= this.call.number) {
      this.#change(() => this.#setCall(call));
    }
  }

  #setCall(call: VideoCall | null) {
    const before = this.call;
    const isSame = call?.number === before?.number;
    this.feedback = isSame ? this.feedback : null;
    this.call = call && before && isSame && call.persons.length === 0
      // Of a call that is over the server knows the outcome and no more.
      ? { ...call, persons: before.persons, isPlaceKnown: call.outcome === 'passed' || before.isPlaceKnown }
      : call;
    const isOver = call?.stage === 'ended' || call?.stage === 'waiting';
    this.isCallShown = isOver && isSame && (this.isCallShown || (!!before && isCalled(before)));
  }

  #show(home: Home) {
    this.#change(() => {
      this.#follow(home.at);
      const isKnown = this.homes.some(one => one.person === home.person);
      this.homes = isKnown ? this.homes.map(one => one.person === home.person ? home : one) : [...this.homes, home];
    });
    keep('homes', this.homes);
  }

  /** The clock of the server is at least where its newest message says. */
  #follow(moment: string) {
    if (Date.parse(moment) > this.now().getTime()) {
      this.#clock = { ...this.#clock, server: Date.parse(moment), at: performance.now() };
    }
  }

  #prompt(person: string, prompt: Prompt) {
    this.#follow(prompt.issuedAt);
    this.refresh();
    const home = this.homes.find(one => one.person === person);
    if (home) {
      this.#show({ ...home, prompts: [...home.prompts.filter(one => one.handle !== prompt.handle), prompt] });
    }
    this.#deliver(person, [prompt.handle]);
  }

  #notice(notice: Notice) {
    this.#change(() => {
      this.notices = [{ ...notice, at: this.now().toISOString() }, ...this.notices].slice(0, 100);
    });
    keep('notices', this.notices);
    if (notice.kind === 'registration') {
      this.renew().catch(() => location.reload()); // This phone may speak for another registration now, or for none.
    }
  }

  /** Without this proof, nothing counts as missed. */
  #deliver(person: string, handles: string[]) {
    if (handles.length > 0) {
      this.#send('Delivered', { handles, person: this.#other(person) });
    }
  }

  /** The person in messages: null is the person of the phone. */
  #other(person: string) { return person === this.person ? null : person; }

  #send(method: string, argument: object) { this.#connection.send(method, argument).catch(() => {}); }

  #keep() { this.#change(() => { this.isFull = !keep('outbox', this.#outbox); }); }

  #change(change: () => void) {
    change();
    this.#listeners.forEach(listener => listener());
  }
}
