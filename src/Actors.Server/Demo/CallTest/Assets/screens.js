// What is to be seen. One screen at a time.
import { note, noteStage } from "./journal.js";
import { say } from "./texts.js";

// What some people cannot do: they are offered a person.
const offered = ["uncover-face", "show-background"];
const arrows = { "turn-left": "←", "turn-right": "→", "turn-back": "↑" };
const byId = (id) => document.getElementById(id);
let countdown = null;
let deadline = null;

export const show = (stage) => {
  let shown = null;
  for (const screen of document.querySelectorAll("[data-screen]")) {
    const isShown = screen.dataset.screen === stage;
    if (isShown && screen.hidden) {
      shown = screen;
    }
    screen.hidden = !isShown;
  }
  // Takes the focus of a screen reader to the new screen.
  shown?.querySelector("h1")?.focus({ preventScroll: true });
  if (shown) {
    window.scrollTo(0, 0);
  }
  noteStage(stage);
};

// A call as the server describes it. stage: what to show of it; secondsGone: since it was described.
export const showCall = (call, stage, secondsGone) => {
  for (const place of document.querySelectorAll("[data-call=title]")) {
    place.textContent = call.title;
  }
  for (const place of document.querySelectorAll("[data-call=text]")) {
    place.textContent = call.text;
  }
  if (document.body.dataset.stage === "checking" && stage !== "checking" && deadline !== null) {
    note({ secondsLeft: (deadline - performance.now()) / 1000 });
  }
  deadline = call.nextSeconds === null || call.nextSeconds === undefined || call.stage === "ended"
    ? null
    : performance.now() + (call.nextSeconds - secondsGone) * 1000;
  tick();
  if (countdown === null) {
    countdown = setInterval(tick, 500);
  }
  // Where no desk is open, the person need not wait: hanging up is to be called back.
  for (const part of document.querySelectorAll("[data-queue]")) {
    part.hidden = (part.dataset.queue === "closed") !== Boolean(call.callBackAt);
  }
  showResults(call);
  byId("mark").textContent = call.outcome === "passed" ? "✓" : "";
  show(stage);
};

const tick = () => {
  const seconds = deadline === null ? null : Math.max(0, Math.round((deadline - performance.now()) / 1000));
  const text = seconds === null
    ? ""
    : `${say("call.page.time-left")} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  for (const place of document.querySelectorAll("[data-call=countdown]")) {
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }
};

const showResults = (call) => {
  const faces = call.persons.map((person) => call.outcome === "passed" ? "passed" : person.face).filter(Boolean);
  const lines = faces.map((face) => [face === "passed" ? "good" : "open", say(`call.page.face-${face}`)]);
  if (lines.length > 0) {
    lines.push(call.isPlaceKnown
      ? ["good", say("call.page.place-known")]
      : ["open", say("call.page.place-unknown")]);
  }
  for (const list of document.querySelectorAll("[data-results]")) {
    list.replaceChildren(...lines.map(([kind, text]) => item(kind, text)));
  }
};

export const showDevices = ({ camera, location }) => {
  const lines = [["camera", camera], ["location", location]].map(([name, state]) => item(
    state === "granted" ? "good" : state === "denied" ? "bad" : "open",
    say(`call.page.${name}-${state === "granted" ? "on" : state === "denied" ? "denied" : "ask"}`)));
  for (const list of document.querySelectorAll("[data-devices]")) {
    list.replaceChildren(...lines.map((line) => line.cloneNode(true)));
  }
};

const item = (kind, text) => {
  const line = document.createElement("li");
  line.className = kind;
  line.textContent = text;
  return line;
};

// What to do, said once even when it comes with every picture.
export const guide = (text) => {
  if (byId("say").textContent !== text) {
    byId("say").textContent = text;
  }
};

export const showFeedback = (feedback) => {
  guide(feedback.text);
  byId("progress").value = feedback.progress;
  const arrow = byId("arrow");
  arrow.textContent = arrows[feedback.code] ?? "";
  arrow.dataset.code = feedback.code;
  arrow.hidden = !(feedback.code in arrows);
  byId("person").classList.toggle("main", offered.includes(feedback.code));
  byId("picture").classList.toggle("good", ["hold-still", "done", ...Object.keys(arrows)].includes(feedback.code));
  const face = byId("face");
  face.hidden = !feedback.face;
  if (feedback.face) {
    // The preview is a mirror, the server's picture is not.
    const { left, top, width, height } = feedback.face;
    const part = (value) => `${(value * 100).toFixed(1)}%`;
    Object.assign(face.style, {
      left: part(1 - left - width), top: part(top), width: part(width), height: part(height),
    });
  }
};

// Of a new call nothing has been seen yet.
export const clearFeedback = () => {
  guide("");
  byId("progress").value = 0;
  byId("arrow").hidden = true;
  byId("face").hidden = true;
  byId("person").classList.remove("main");
  byId("picture").classList.remove("good");
};

// As wide and as high as what the camera gives.
export const fitPicture = () => {
  const video = byId("preview");
  if (video.videoWidth > 0) {
    byId("picture").style.setProperty("--ratio", String(video.videoWidth / video.videoHeight));
  }
};

export const trouble = (id, text) => {
  byId(id).textContent = text;
  byId(id).hidden = !text;
};
