// A video call with a fictional person: from the start of the page to what came of the call.
import { Camera, isPossible, troubleOf } from "./camera.js";
import * as devices from "./devices.js";
import { note, noteFeedback } from "./journal.js";
import { Phone, commandId, enrol, refusal } from "./phone.js";
import * as ringer from "./ringer.js";
import * as screens from "./screens.js";
import { fillPicker, load, programme, say } from "./texts.js";

const address = new URLSearchParams(location.search);
const isAutomatic = address.get("auto") === "1";
const kept = "actors.call-test.token"; // The person lives as long as the tab.
const madeUpPlace = { latitude: 35.6812, longitude: 139.7671, accuracyMetres: 20, ageSeconds: 0 };
const byId = (id) => document.getElementById(id);

let phone = null;
let call = null;
let placed = null; // The number of the call for which a position was sent.
let isAnswering = false;

const camera = new Camera(byId("preview"), {
  answer: async (offer) => (await phone.ask("AnswerCall", { number: call.number, offer })).answer,
  connected: () => screens.trouble("camera-trouble", ""),
  lost: () => renew(),
});

const notice = (text) => screens.trouble("note", text);

// ---- Enrolment

const join = async () => {
  screens.trouble("start-trouble", "");
  screens.show("joining");
  try {
    let token = sessionStorage.getItem(kept);
    const isNew = !token;
    if (isNew) {
      token = (await enrol(programme())).token;
      sessionStorage.setItem(kept, token);
    }
    phone = new Phone(token, {
      welcome,
      call: changed,
      feedback: heard,
      connected: (isConnected) => notice(isConnected ? "" : say("call.page.connection-lost")),
      inCall: () => (call && call.stage !== "ended" ? call.number : null),
    });
    await phone.start();
    if (isNew) {
      await checkIn();
    }
    await ready();
  } catch (error) {
    console.warn(error);
    sessionStorage.removeItem(kept);
    await phone?.close();
    phone = null;
    screens.show("start");
    screens.trouble("start-trouble", say("refusal.try-again-later"));
    note({ problem: "start" });
  }
};

// Where the phone is becomes the place of stay, so that a position in a call has something to be compared with.
const checkIn = async () => {
  byId("joining-hint").textContent = say("call.page.location-ask");
  const fix = (await devices.position()) ?? madeUpPlace;
  byId("joining-hint").textContent = "";
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { ageSeconds, ...place } = fix;
    const takenAt = phone.timeAt(attempt === 0 ? ageSeconds : 0);
    const receipt = await phone.ask("CheckIn", {
      commandId: commandId(), fix: { ...place, takenAt }, answeredAt: takenAt,
    });
    if (!receipt.error) {
      return;
    }
  }
};

const ready = async () => {
  screens.showDevices(await devices.permissions());
  if (call === null) {
    screens.show("ready");
    if (isAutomatic) {
      await request();
    }
  }
};

// ---- What the server says

const welcome = (greeting) => {
  if (greeting.call) {
    changed(greeting.call);
    if (camera.isOn && !greeting.call.isPlaceKnown) {
      placed = null;
      sendPlace();
    }
  } else if (call && call.stage !== "ended") {
    over(); // It ended while we were not connected.
  }
};

const changed = (next) => {
  if (call && next.number < call.number) {
    return;
  }
  if (call?.number !== next.number) {
    screens.clearFeedback();
  } else if (next.persons.length === 0) {
    // Of a call that is over the server knows the outcome and no more.
    next = { ...next, persons: call.persons, isPlaceKnown: next.outcome === "passed" || call.isPlaceKnown };
  }
  call = next;
  note({ outcome: next.outcome ?? null, persons: next.persons, isPlaceKnown: next.isPlaceKnown });
  const isRinging = next.stage === "ringing" && !isAnswering;
  const stage = next.stage === "ringing" && isAnswering ? "checking" : next.stage;
  screens.showCall(next, stage, phone.secondsSince(next.at));
  devices.permissions().then(screens.showDevices);
  if (isRinging) {
    ringer.start(byId("sound").checked);
    phone.ask("CallShown", { number: next.number }).catch(() => {});
  } else {
    ringer.stop();
  }
  if (isRinging || ["waiting", "ended", "announced"].includes(next.stage)) {
    camera.close();
  }
  if (isRinging && isAutomatic) {
    answer();
  } else if (next.stage === "checking" && !camera.isOn && !isAnswering) {
    answer(); // It was answered before the page was reloaded.
  }
};

const heard = (feedback) => {
  if (feedback.number === call?.number) {
    screens.showFeedback(feedback);
    noteFeedback(feedback);
  }
};

// ---- What the person does

const request = () => {
  ringer.prepare();
  const place = call?.stage === "ended" ? "ended-trouble" : call ? "note" : "ready-trouble";
  return sayOrRefuse(place, () => phone.ask("RequestCall", {}));
};

const answer = async () => {
  if (isAnswering) {
    return;
  }
  isAnswering = true;
  ringer.stop();
  screens.trouble("camera-trouble", "");
  byId("camera-again").hidden = true;
  screens.show("checking");
  try {
    if (await openCamera()) {
      await connectCamera();
    }
  } finally {
    isAnswering = false;
  }
};

const openCamera = async () => {
  if (!isPossible()) {
    fail(window.isSecureContext ? "not-supported" : "not-secure");
    return false;
  }
  screens.guide(say("call.page.camera-ask"));
  try {
    await camera.open();
    screens.fitPicture();
    return true;
  } catch (error) {
    fail(troubleOf(error));
    return false;
  }
};

const connectCamera = async () => {
  screens.guide(say("call.page.connecting"));
  try {
    await camera.connect();
    note({ problem: null });
    sendPlace();
  } catch (error) {
    const { code, message } = refusal(error);
    fail(code, message || say("refusal.try-again-later"));
  }
};

const fail = (problem, text = say(`call.page.${problem}`)) => {
  screens.guide("");
  screens.trouble("camera-trouble", text);
  byId("camera-again").hidden = false;
  note({ problem, video: "off" });
};

// The picture does not arrive any more: the person need not do anything.
const renew = async () => {
  if (call?.stage !== "checking" || isAnswering) {
    return;
  }
  screens.guide(say("call.page.video-lost"));
  try {
    await camera.connect();
  } catch (error) {
    const { code } = refusal(error);
    if (code !== "call-over") {
      setTimeout(renew, 1500);
    }
  }
};

const sendPlace = async () => {
  const number = call.number;
  if (placed === number) {
    return;
  }
  placed = number;
  for (let attempt = 0; attempt < 3 && call?.number === number; attempt += 1) {
    const fix = await devices.position();
    const receipt = await phone.ask("ReportCallPlace", { number, commandId: commandId(), fix }).catch(() => null);
    note({ placeSent: fix !== null });
    if (receipt && !receipt.error) {
      return;
    }
  }
};

const over = () => {
  call = null;
  camera.close();
  ringer.stop();
  screens.show("ready");
};

const startOver = async () => {
  camera.close();
  sessionStorage.removeItem(kept);
  await phone?.close();
  phone = null;
  call = null;
  screens.show("start");
};

const actions = {
  request,
  answer,
  camera: answer,
  decline: () => tell("DeclineCall"),
  person: () => tell("AskForPerson"),
  over: startOver,
};

const tell = (method) => sayOrRefuse("note", () => phone.ask(method, { number: call.number }));

const sayOrRefuse = async (place, action) => {
  screens.trouble(place, "");
  try {
    await action();
  } catch (error) {
    const { code, message } = refusal(error);
    screens.trouble(place, message || say("refusal.try-again-later"));
    note({ problem: code });
  }
};

// Wi-Fi or not: phones tell. What else browsers say of a connection changes all the time and means nothing here.
const watchNetwork = (changed) => {
  let kind = navigator.connection?.type;
  navigator.connection?.addEventListener("change", () => {
    if (navigator.connection.type !== kind) {
      kind = navigator.connection.type;
      changed();
    }
  });
};

// While a visitor is here, the clock of the demo runs at the speed of life. So the phone leaves while nobody looks at the
// page, unless there is a call.
const rest = async () => {
  if (!["ready", "ended"].includes(document.body.dataset.stage)) {
    return;
  }
  const resting = phone;
  if (document.hidden && resting) {
    phone = null;
    await resting.close();
  } else if (!document.hidden && phone === null) {
    call = null;
    await join();
  }
};

// ---- The page itself

const begin = async () => {
  await load(address.get("language"), address.get("programme"));
  fillPicker(byId("language"));
  byId("language").addEventListener("change", async (event) => {
    await load(event.target.value, programme());
    screens.showDevices(await devices.permissions());
    phone?.hello().catch(() => {});
  });
  byId("start").addEventListener("click", () => {
    ringer.prepare();
    join();
  });
  byId("preview").addEventListener("resize", screens.fitPicture);
  document.addEventListener("visibilitychange", rest);
  window.addEventListener("online", () => camera.restart());
  watchNetwork(() => camera.restart());
  document.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
  devices.watch(async () => screens.showDevices(await devices.permissions()));
  if (isAutomatic || sessionStorage.getItem(kept)) {
    await join();
  } else {
    screens.show("start");
  }
};

begin().catch((error) => {
  console.error(error);
  notice("The page could not be loaded. Please try again.");
  note({ problem: "page" });
});
