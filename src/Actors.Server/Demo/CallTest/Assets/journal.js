// What has happened on the page. Only tests read it.
const journal = {
  stage: "loading", outcome: null, problem: null, video: "off", placeSent: null,
  stages: [], feedback: 0, codes: [], texts: [], faces: [], persons: [], answers: 0, restarts: 0, hellos: 0,
  offer: null, answer: null, secondsLeft: null, inboundRtpPackets: 0, outboundRtpPackets: 0, bytesReceived: 0, bytesSent: 0,
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

// What a connection carried so far, in both directions: packets of pictures and sound, and all bytes.
export const noteStatistics = (statistics) => {
  const all = [...statistics.values()];
  const sum = (type, member) => all.reduce((sum, entry) => sum + (entry.type === type ? entry[member] ?? 0 : 0), 0);
  note({
    inboundRtpPackets: Math.max(journal.inboundRtpPackets, sum("inbound-rtp", "packetsReceived")),
    outboundRtpPackets: Math.max(journal.outboundRtpPackets, sum("outbound-rtp", "packetsSent")),
    bytesReceived: Math.max(journal.bytesReceived, sum("candidate-pair", "bytesReceived")),
    bytesSent: Math.max(journal.bytesSent, sum("candidate-pair", "bytesSent")),
  });
};
