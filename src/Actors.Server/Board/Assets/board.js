"use strict";
// Shows the snapshots that the server sends, and lets the clock run on between them.
(() => {
  const fates = ["answered", "late", "missed", "excused", "open", "planned"];
  const numbers = new Intl.NumberFormat("en");
  const programme = document.getElementById("programme");
  const note = document.getElementById("note");
  const spoken = document.getElementById("spoken");
  const list = document.getElementById("events");
  const work = document.getElementById("work");
  const fields = [...document.querySelectorAll("[data-f]")];
  const bars = [...document.querySelectorAll("[data-bar]")];
  const at = (value, path) => path.split(".").reduce((inner, name) => inner?.[name], value);
  let clock = null;
  let seen = new Set();
  let spokenAt = 0;

  const draw = (bar, counts) => {
    const known = fates.reduce((sum, fate) => sum + counts[fate], 0) || 1;
    let x = 0;
    fates.forEach((fate, index) => {
      const width = counts[fate] * 1000 / known;
      const rect = bar.children[index];
      rect.setAttribute("x", x);
      rect.setAttribute("width", width);
      x += width;
    });
  };

  const item = (parts) => {
    const line = document.createElement("li");
    for (const [name, text] of Object.entries(parts)) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      line.append(part);
    }
    return line;
  };

  const eventLine = ({ id, who, text, day, tone }) => {
    const line = item({ who, text, day });
    line.className = `${tone}${seen.size > 0 && !seen.has(id) ? " new" : ""}`;
    return line;
  };

  const workLines = (kinds) => {
    if (kinds.length > 0) {
      return kinds.map(({ kind, open, oldest }) => item({ kind, count: numbers.format(open), oldest }));
    }
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = "Nothing waits.";
    return [none];
  };

  const show = (frame) => {
    clock = { local: Date.parse(`${frame.clock.local}Z`), speed: frame.clock.speed, at: performance.now() };
    for (const field of fields) {
      const value = at(frame, field.dataset.f);
      const text = typeof value === "number" ? numbers.format(value) : value ?? "";
      if (field.textContent !== text) {
        field.textContent = text;
      }
    }
    for (const bar of bars) {
      draw(bar, frame[bar.dataset.bar]);
    }
    document.querySelector(".check").classList.toggle("wrong", !frame.total.isComplete);
    document.querySelector(".worry").classList.toggle("some", frame.people.unreachable > 0);
    work.replaceChildren(...workLines(frame.work.kinds));
    if (frame.events.length > 0) {
      list.replaceChildren(...frame.events.map(eventLine));
      seen = new Set(frame.events.map((event) => event.id));
    }
    if (performance.now() - spokenAt > 30000) {
      spokenAt = performance.now();
      spoken.textContent = `${numbers.format(frame.people.checkedIn)} people checked in, `
        + `${numbers.format(frame.today.missed)} prompts missed today.`;
    }
  };

  const tick = () => {
    if (clock && clock.speed > 0) {
      const now = new Date(clock.local + (performance.now() - clock.at) * clock.speed);
      const field = document.querySelector(".time");
      const text = now.toISOString().slice(11, clock.speed > 30 ? 16 : 19);
      if (field.textContent !== text) {
        field.textContent = text;
      }
    }
  };

  let lost = 0;
  const watch = () => {
    const source = new EventSource(`/board/events?programme=${encodeURIComponent(programme.value)}`);
    source.onmessage = (message) => show(JSON.parse(message.data));
    source.onopen = () => { clearTimeout(lost); note.hidden = true; };
    source.onerror = () => {
      // The server ends streams of staff now and then, to look whether they are still signed in.
      clearTimeout(lost);
      lost = setTimeout(() => {
        note.textContent = "The connection is lost. Trying again.";
        note.hidden = false;
      }, 4000);
      // The browser connects again by itself, but not after an answer such as 503 while no server is ready.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(again, 2000);
      }
    };
  };
  const again = async () => {
    const answer = await fetch(`/board/snapshot?programme=${encodeURIComponent(programme.value)}`).catch(() => null);
    if (answer?.status === 401) {
      location.reload(); // Leads to the sign-in and back.
    } else {
      watch();
    }
  };
  watch();
  programme.addEventListener("change", () => document.getElementById("picker").submit());
  setInterval(tick, 200);
})();
