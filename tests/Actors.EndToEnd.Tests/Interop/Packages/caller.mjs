// A phone made of werift. It is told what to do and says what it has by lines of JSON:
//   in  {"film", "others", "turn"}     out {"offer"}
//   in  {"answer"}                     out {"connected"}
//   in  {"statistics": true}           out {"statistics"}
// It ends when nobody speaks to it any more.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket } from "werift";

const clockRate = 90_000;
const mostPayload = 1100;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

// The frames of an IVF file: 32 bytes of header, then each frame behind its length and its time.
const readFilm = (path) => {
  const file = readFileSync(path);
  const frames = [];
  for (let at = file.readUInt16LE(6); at + 12 <= file.length;) {
    const length = file.readUInt32LE(at);
    frames.push(file.subarray(at + 12, at + 12 + length));
    at += 12 + length;
  }
  return { frames, rate: file.readUInt32LE(16) / file.readUInt32LE(20) };
};

const isKeyFrame = (frame) => (frame[0] & 1) === 0;

class Phone {
  #link;
  #track = new MediaStreamTrack({ kind: "video" });
  #film;
  #index = 0;
  #wantsKeyFrame = true;
  #sequence = 1000;
  #picture = 0;
  #counts = { packetsSent: 0, keyFramesAskedFor: 0, rtpReceived: 0, dataChannelOpened: false };

  constructor({ film, others, turn }) {
    this.#film = readFilm(film);
    this.#link = new RTCPeerConnection({
      iceServers: turn ? [turn] : [],
      iceTransportPolicy: turn ? "relay" : "all",
      iceAdditionalHostAddresses: ["127.0.0.1"],
      bundlePolicy: "max-bundle",
      iceUseIpv6: false,
    });
    const { sender } = this.#link.addTransceiver(this.#track, { direction: "sendonly" });
    if (others) {
      const channel = this.#link.createDataChannel("chat");
      channel.stateChanged.subscribe((state) => {
        this.#counts.dataChannelOpened ||= state === "open";
      });
      this.#link.addTransceiver("audio", { direction: "sendrecv" });
    }
    sender.onPictureLossIndication.subscribe(() => {
      this.#counts.keyFramesAskedFor += 1;
      this.#wantsKeyFrame = true;
    });
    this.#link.onTrack.subscribe((track) => track.onReceiveRtp.subscribe(() => {
      this.#counts.rtpReceived += 1;
    }));
    // Not the state of the whole: werift waits for its data channel even when that is refused, and calls it a failure.
    sender.onReady.subscribe(() => this.#play());
  }

  async offer() {
    await this.#link.setLocalDescription(await this.#link.createOffer());
    if (this.#link.iceGatheringState !== "complete") {
      await new Promise((resolve) => this.#link.iceGatheringStateChange.subscribe((state) => state === "complete" && resolve()));
    }
    return this.#link.localDescription.sdp;
  }

  answer(sdp) {
    return this.#link.setRemoteDescription({ type: "answer", sdp });
  }

  get statistics() {
    return this.#counts;
  }

  #play() {
    say({ connected: true });
    const began = performance.now();
    let sent = 0;
    setInterval(() => {
      for (; sent < ((performance.now() - began) / 1000) * this.#film.rate; sent += 1) {
        this.#send(this.#next(), Math.floor((sent * clockRate) / this.#film.rate));
      }
    }, 10);
  }

  // Like a camera it makes a key frame when it is asked for one and not otherwise: those that the film has besides are left
  // out. What is sent between two of them cannot be decoded any more, and nobody here wants to.
  #next() {
    const { frames } = this.#film;
    for (; isKeyFrame(frames[this.#index]) && !this.#wantsKeyFrame; this.#index = (this.#index + 1) % frames.length);
    const frame = frames[this.#index];
    this.#wantsKeyFrame &&= !isKeyFrame(frame);
    this.#index = (this.#index + 1) % frames.length;
    return frame;
  }

  // RFC 7741, section 4.2: X with a picture number of 15 bits, S in the first packet of a frame, the marker in its last.
  #send(frame, timestamp) {
    this.#picture = (this.#picture + 1) & 0x7fff;
    for (let at = 0; at < frame.length; at += mostPayload) {
      const part = frame.subarray(at, at + mostPayload);
      const descriptor = Buffer.from([
        0x80 | (at === 0 ? 0x10 : 0), 0x80, 0x80 | (this.#picture >> 8), this.#picture & 0xff,
      ]);
      const header = new RtpHeader({
        sequenceNumber: this.#sequence, timestamp, payloadType: 96, marker: at + mostPayload >= frame.length,
      });
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.#counts.packetsSent += 1;
      this.#track.writeRtp(new RtpPacket(header, Buffer.concat([descriptor, part])));
    }
  }
}

let phone = null;
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  if (told.film) {
    phone = new Phone(told);
    say({ offer: await phone.offer() });
  } else if (told.answer) {
    await phone.answer(told.answer);
  } else if (told.statistics) {
    say({ statistics: phone.statistics });
  }
}
process.exit(0);
