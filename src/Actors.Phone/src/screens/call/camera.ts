// The camera, and the connection that carries its picture to the server. Nothing comes back on it.

/** Milliseconds without a connection, in which a new way to the server may be found. */
const renewAfterMs = 5_000;
/** Milliseconds at most for the addresses of the phone. */
const gatherForMs = 1_000;
/** Milliseconds after which a connection that has not come up seems to find no way at all. */
const noWayAfterMs = 10_000;
/** The whole picture as the camera takes it, upright or not: cutting it to a shape would cut away the room or the face. */
const shape = {
  width: { ideal: 640 }, height: { ideal: 480 }, facingMode: 'user', resizeMode: { ideal: 'none' },
} as MediaTrackConstraints;

/** What the camera tells of. */
export interface CameraEvents {
  /** Gives the server's answer to an offer. */
  answer: (offer: string) => Promise<string>;
  /** Something that is shown has changed. */
  changed: () => void;
  /** The connection is lost, and another one is to be made. */
  lost: () => void;
}

/** Whether this browser can make video calls at all. */
export const isPossible = () => Boolean(window.RTCPeerConnection && navigator.mediaDevices?.getUserMedia);

/** The camera of the phone, and its connection. */
export class Camera {
  stream: MediaStream | null = null;
  state: 'off' | 'connecting' | 'connected' | 'lost' = 'off';
  /** Whether the connection does not come up: the network seems to let no video through. */
  hasNoWay = false;
  #link: RTCPeerConnection | null = null;
  #timers: number[] = [];
  #noWayTimer = 0;
  #isRestarting = false;

  constructor(private readonly events: CameraEvents) {}

  get isOn() { return this.#link !== null; }

  /** Turns the camera on. Throws what getUserMedia throws. */
  async open() {
    if (!this.stream?.getVideoTracks().every(track => track.readyState === 'live')) {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: shape, audio: false });
      this.events.changed();
    }
  }

  /** Connects it; also again when the connection before is lost. */
  async connect() {
    this.#hangUp();
    const link = new RTCPeerConnection();
    this.#link = link;
    this.#become('connecting');
    this.#noWayTimer ||= setTimeout(() => {
      this.hasNoWay = true;
      this.events.changed();
    }, noWayAfterMs);
    try {
      const sender = link.addTransceiver(
        this.stream!.getVideoTracks()[0]!, { direction: 'sendonly', streams: [this.stream!] });
      preferVp8(sender);
      link.addEventListener('connectionstatechange', () => this.#changed(link));
      await link.setLocalDescription(await link.createOffer());
      await gathered(link);
      const sdp = await this.events.answer(link.localDescription!.sdp);
      if (this.#link === link) {
        await link.setRemoteDescription({ type: 'answer', sdp });
      }
    } catch (error) {
      if (this.#link === link) {
        this.#hangUp();
        throw error;
      }
    }
  }

  /**
   * The network is another one: the same connection looks for a new way (ICE restart). It is lost only if the server has
   * restarted meanwhile, which the number of its session tells.
   */
  async restart() {
    const link = this.#link;
    if (!link || this.#isRestarting || link.signalingState !== 'stable' || !link.remoteDescription) {
      return;
    }
    this.#isRestarting = true;
    try {
      await link.setLocalDescription(await link.createOffer({ iceRestart: true }));
      await gathered(link);
      const sdp = await this.events.answer(link.localDescription!.sdp);
      if (this.#link !== link) {
        return;
      }
      if (sessionOf(sdp) === sessionOf(link.remoteDescription.sdp)) {
        await link.setRemoteDescription({ type: 'answer', sdp });
      } else {
        this.#lose();
      }
    } catch {
      if (this.#link === link) {
        this.#lose();
      }
    } finally {
      this.#isRestarting = false;
    }
  }

  /** Ends the connection and turns the camera off. */
  close() {
    this.#hangUp();
    this.#hasWay();
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.#become('off');
  }

  #become(state: Camera['state']) {
    this.state = state;
    this.events.changed();
  }

  #changed(link: RTCPeerConnection) {
    if (this.#link !== link) {
      return;
    }
    switch (link.connectionState) {
      case 'connected':
        this.#hasWay();
        this.#become('connected');
        break;
      case 'failed':
      case 'closed':
        this.#lose();
        break;
      case 'disconnected':
        this.#become('lost');
        this.restart();
        this.#timers.push(setTimeout(() => {
          if (this.#link === link && link.connectionState !== 'connected') {
            this.#lose();
          }
        }, renewAfterMs));
        break;
    }
  }

  #hasWay() {
    clearTimeout(this.#noWayTimer);
    this.#noWayTimer = 0;
    this.hasNoWay = false;
  }

  #lose() {
    this.#hangUp();
    this.#become('lost');
    this.events.lost();
  }

  #hangUp() {
    this.#timers.splice(0).forEach(clearTimeout);
    const link = this.#link;
    this.#link = null;
    link?.close();
  }
}

/** The server takes VP8 only; browsers would offer it first or not. */
const preferVp8 = (transceiver: RTCRtpTransceiver) => {
  const all = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const first = all.filter(codec => codec.mimeType.toLowerCase() === 'video/vp8');
  if (first.length > 0) {
    transceiver.setCodecPreferences?.([...first, ...all.filter(codec => !first.includes(codec))]);
  }
};

/** Which session a description belongs to (RFC 8866, section 5.2). */
const sessionOf = (sdp: string) => /^o=\S+ (\S+)/m.exec(sdp)?.[1];

/**
 * The server speaks first to addresses of its own machine that the offer names: Firefox does not send to 127.0.0.1 unasked.
 * Other browsers do not need it, so the wait is short.
 */
const gathered = (link: RTCPeerConnection) => new Promise<void>(resolve => {
  const look = () => {
    if (link.iceGatheringState === 'complete') {
      resolve();
    }
  };
  link.addEventListener('icegatheringstatechange', look);
  setTimeout(resolve, gatherForMs);
  look();
});
