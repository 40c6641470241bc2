// The phone of the fictional person: signs in, keeps connected, and says what the page asks it to say.
import * as devices from "./devices.js";
import { count } from "./journal.js";
import { language } from "./texts.js";

const appVersion = "1.0.0";
const platform = "Browser";

export const commandId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (part) => part.toString(16).padStart(2, "0")).join("");

// Why the server refused a request: problem details, or the status where something in between answered.
const reason = async (answer) => {
  try {
    const { detail, errors, title } = await answer.json();
    return Object.values(errors ?? {}).flat().join(" ") || detail || title;
  } catch {
    return `${answer.status}.`;
  }
};

// Enrols a fictional person.
export const enrol = async (programme) => {
  const answer = await fetch("/development/entrants", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ count: 1, programme }),
  });
  if (!answer.ok) {
    throw new Error(`The person could not be enrolled: ${await reason(answer)}`);
  }
  return (await answer.json())[0];
};

// A refusal comes as "code: message" or "code (field): message" behind some words of SignalR.
export const refusal = (error) => {
  const text = String(error?.message ?? "");
  const [, code, message] = /(?:^|HubException: )([a-z]+(?:-[a-z]+)*)(?: \([^()]*\))?: (.*)$/s.exec(text) ?? [];
  return code ? { code, message } : { code: "unavailable", message: "" };
};

export class Phone {
  #connection;
  #clock = { server: Date.now(), at: performance.now(), speed: 1 };
  #handlers;
  #closing = false;
  #timer = 0;

  // handlers: welcome(welcome), call(call), feedback(feedback), connected(isConnected), inCall()
  constructor(token, handlers) {
    this.#handlers = handlers;
    this.#connection = new window.signalR.HubConnectionBuilder()
      .withUrl("/hubs/entrant", { accessTokenFactory: () => token })
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: (retry) => Math.min(15000, 300 * 2 ** Math.min(retry.previousRetryCount, 8)),
      })
      .configureLogging(window.signalR.LogLevel.Warning)
      .build();
    const on = (name, handler) => this.#connection.on(name, handler);
    on("CallChanged", (call) => handlers.call(call));
    on("CallFeedback", (feedback) => handlers.feedback(feedback));
    on("Ping", () => this.#tell("Pong", { condition: null }));
    on("Resync", () => this.hello().catch(() => {}));
    // Its end starts it again.
    on("Reconnect", ({ withinSeconds }) => {
      setTimeout(() => this.#connection.stop(), Math.random() * withinSeconds * 1000);
    });
    // A phone shows these; this page is about calls.
    for (const other of ["ShowPrompt", "HomeChanged", "Notice"]) {
      on(other, () => {});
    }
    this.#connection.onreconnecting(() => handlers.connected(false));
    this.#connection.onreconnected(() => this.hello().then(() => handlers.connected(true)).catch(() => this.#restart()));
    this.#connection.onclose(() => {
      if (!this.#closing) {
        handlers.connected(false);
        this.#restart();
      }
    });
  }

  async start() {
    await this.#connection.start();
    await this.hello();
    this.#handlers.connected(true);
  }

  async close() {
    this.#closing = true;
    await this.#connection.stop();
  }

  ask(method, argument) {
    return this.#connection.invoke(method, argument);
  }

  // The clock by which prompts live, so many seconds ago.
  timeAt(ageSeconds = 0) {
    const { server, at, speed } = this.#clock;
    return new Date(server + (performance.now() - at) * speed - ageSeconds * 1000 * speed);
  }

  // How many seconds of real life ago that moment was.
  secondsSince(moment) {
    const { speed } = this.#clock;
    return speed > 0 ? Math.max(0, (this.timeAt() - Date.parse(moment)) / 1000 / speed) : 0;
  }

  // Says who speaks, and learns what was missed.
  async hello() {
    const welcome = await this.#connection.invoke("Hello", {
      protocolVersion: 1,
      appVersion,
      platform,
      language: language(),
      condition: await devices.condition(),
      inCall: this.#handlers.inCall(),
    });
    // A little behind the server, by the way that the answer took: never ahead of it.
    this.#clock = { server: Date.parse(welcome.serverTime), at: performance.now(), speed: welcome.speed };
    count("hellos");
    this.#handlers.welcome(welcome);
  }

  #tell(method, argument) {
    this.#connection.send(method, argument).catch(() => {});
  }

  // From the beginning, when connecting again has failed for good or Hello was not answered.
  #restart() {
    if (this.#timer !== 0 || this.#closing) {
      return;
    }
    this.#timer = setTimeout(async () => {
      try {
        await this.#connection.stop();
        this.#timer = 0;
        await this.start();
      } catch {
        this.#timer = 0;
        this.#restart();
      }
    }, 2000);
  }
}
