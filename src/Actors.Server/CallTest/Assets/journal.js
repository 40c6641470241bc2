// What has happened on the page, for tests that look at it. Nobody else needs it.
const journal = {
  stage: "loading", outcome: null, problem: null, video: "off", placeSent: null,
  stages: [], feedback: 0, codes: [], texts: [], faces: [], persons: [], answers: 0, hellos: 0,
  offer: null, answer: null, inboundRtpPackets: 0, outboundRtpPackets: 0,
};

window.actorsCallTest = journal;

export const note = (change) => {
  Object.assign(journal, change);
  const data = document.body.dataset;
  data.stage = journal.stage;
  data.outcome = journal.outcome ?? "";
  data.problem = journal.problem ?? "";
  data.video = journal.video;
  document.dispatchEvent(new Event("actors:change"));
};

export const noteStage = (stage) => {
  if (stage !== journal.stage) {
    journal.stages.push(stage);
    note({ stage });
  }
};

export const noteFeedback = (feedback) => {
  journal.feedback += 1;
  if (journal.codes.at(-1) !== feedback.code) {
    journal.codes.push(feedback.code);
    journal.texts.push(feedback.text);
  }
  if (feedback.face && journal.faces.length < 100) {
    journal.faces.push(feedback.face);
  }
  document.body.dataset.code = feedback.code;
  note({});
};

export const count = (name) => note({ [name]: journal[name] + 1 });

// Packets of pictures and sound, in both directions, of a connection that goes on.
export const noteStatistics = (statistics) => {
  let inbound = 0;
  let outbound = 0;
  for (const entry of statistics.values()) {
    inbound += entry.type === "inbound-rtp" ? entry.packetsReceived : 0;
    outbound += entry.type === "outbound-rtp" ? entry.packetsSent : 0;
  }
  note({
    inboundRtpPackets: Math.max(journal.inboundRtpPackets, inbound),
    outboundRtpPackets: Math.max(journal.outboundRtpPackets, outbound),
  });
};
