// The camera, and the connection that carries its picture to the server. Nothing comes back on it.
import { count, note, noteStatistics } from "./journal.js";

const renewAfter = 5000; // ms without a connection, in which a new way to the server may be found
const gatherFor = 1000; // ms at most for our own addresses
// The whole picture as the camera takes it, upright or not: cutting it to a shape would cut away the room or the face.
const shape = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user", resizeMode: { ideal: "none" } };

export class Camera {
  #preview;
  #stream = null;
  #link = null;
  #timers = [];
  #isRestarting = false;
  #handlers;

  // handlers: answer(offer) gives the server's description; lost(); connected(); failed(error)
  constructor(preview, handlers) {
    this.#preview = preview;
    this.#handlers = handlers;
  }

  get isOn() {
    return this.#link !== null;
  }

  // Turns the camera on. Throws what getUserMedia throws.
  async open() {
    if (this.#stream?.getVideoTracks().every((track) => track.readyState === "live")) {
      return;
    }
    this.#stream = await navigator.mediaDevices.getUserMedia({ video: shape, audio: false });
    this.#preview.srcObject = this.#stream;
  }

  // Connects it; also again when the connection before is lost.
  async connect() {
    this.#hangUp();
    const link = new RTCPeerConnection();
    this.#link = link;
    note({ video: "connecting" });
    try {
      const [track] = this.#stream.getVideoTracks();
      const sender = link.addTransceiver(track, { direction: "sendonly", streams: [this.#stream] });
      preferVp8(sender);
      link.addEventListener("connectionstatechange", () => this.#changed(link));
      await link.setLocalDescription(await link.createOffer());
      await gathered(link);
      const offer = link.localDescription.sdp;
      const answer = await this.#handlers.answer(offer);
      if (this.#link !== link) {
        return;
      }
      await link.setRemoteDescription({ type: "answer", sdp: answer });
      count("answers");
      note({ offer, answer });
      this.#every(1000, () => link.getStats().then(noteStatistics));
    } catch (error) {
      if (this.#link === link) {
        this.#hangUp();
        throw error;
      }
    }
  }

  // The network is another one: the same connection looks for a new way (ICE restart). It is lost only if the server
  // has restarted meanwhile, which the number of its session tells.
  async restart() {
    const link = this.#link;
    if (!link || this.#isRestarting || link.signalingState !== "stable" || link.remoteDescription === null) {
      return;
    }
    this.#isRestarting = true;
    try {
      await link.setLocalDescription(await link.createOffer({ iceRestart: true }));
      await gathered(link);
      const sdp = await this.#handlers.answer(link.localDescription.sdp);
      if (this.#link !== link) {
        return;
      }
      if (sessionOf(sdp) !== sessionOf(link.remoteDescription.sdp)) {
        this.#lose();
        return;
      }
      await link.setRemoteDescription({ type: "answer", sdp });
      count("restarts");
    } catch {
      if (this.#link === link) {
        this.#lose();
      }
    } finally {
      this.#isRestarting = false;
    }
  }

  // Ends the connection and turns the camera off.
  close() {
    this.#hangUp();
    for (const track of this.#stream?.getTracks() ?? []) {
      track.stop();
    }
    this.#stream = null;
    this.#preview.srcObject = null;
    note({ video: "off" });
  }

  #changed(link) {
    if (this.#link !== link) {
      return;
    }
    switch (link.connectionState) {
      case "connected":
        note({ video: "connected" });
        this.#handlers.connected();
        break;
      case "failed":
      case "closed":
        this.#lose();
        break;
      case "disconnected":
        note({ video: "lost" });
        this.restart();
        this.#timers.push(setTimeout(() => {
          if (this.#link === link && link.connectionState !== "connected") {
            this.#lose();
          }
        }, renewAfter));
        break;
    }
  }

  #lose() {
    this.#hangUp();
    note({ video: "lost" });
    this.#handlers.lost();
  }

  #every(milliseconds, action) {
    this.#timers.push(setInterval(action, milliseconds));
  }

  #hangUp() {
    for (const timer of this.#timers.splice(0)) {
      clearTimeout(timer);
      clearInterval(timer);
    }
    const link = this.#link;
    this.#link = null;
    link?.close();
  }
}

// The server takes VP8 only; browsers would offer it first or not.
const preferVp8 = (transceiver) => {
  const all = RTCRtpSender.getCapabilities("video")?.codecs ?? [];
  const first = all.filter((codec) => codec.mimeType.toLowerCase() === "video/vp8");
  if (first.length > 0 && transceiver.setCodecPreferences) {
    transceiver.setCodecPreferences([...first, ...all.filter((codec) => !first.includes(codec))]);
  }
};

// Why the camera does not work, as a text of the page.
export const troubleOf = (error) => {
  switch (error?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "camera-denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no-camera";
    default:
      return "camera-busy";
  }
};

export const isPossible = () => Boolean(window.RTCPeerConnection && navigator.mediaDevices?.getUserMedia);

// Which session a description belongs to (RFC 8866, section 5.2).
const sessionOf = (sdp) => /^o=\S+ (\S+)/m.exec(sdp)?.[1];

// The server speaks first to addresses of its own machine that the offer names: Firefox does not send to 127.0.0.1
// unasked. Other browsers do not need it, so the wait is short.
function gathered(link) {
  return new Promise((resolve) => {
    const look = () => link.iceGatheringState === "complete" && resolve();
    link.addEventListener("icegatheringstatechange", look);
    setTimeout(resolve, gatherFor);
    look();
  });
}
