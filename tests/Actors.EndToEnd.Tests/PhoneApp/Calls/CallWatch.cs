namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>
/// What a test sees of a call in a browser: the screen, read at each change, and the connection of the video. Runs before the
/// scripts of the page, which know nothing of it.
/// </summary>
internal static class CallWatch
{
    /// <summary>JavaScript that keeps what was seen in <c>window.seen</c>, and dispatches <c>seen</c> when it changes.</summary>
    public const string Script =
        """
        (() => {
          const seen = window.seen = {
            stage: "", stages: [], codes: [], texts: [], banners: [], alerts: [], persons: [], outcome: null, isPlaceKnown: null,
            video: "", seconds: null, secondsLeft: null, faces: 0, place: null,
            answers: 0, restarts: 0, offer: null, answer: null,
            inboundRtpPackets: 0, outboundRtpPackets: 0, bytesReceived: 0, bytesSent: 0,
          };
          const changed = () => document.dispatchEvent(new Event("seen"));
          const add = (list, text) => { if (text && list.at(-1) !== text) { list.push(text); } };
          const look = () => {
            const call = document.querySelector("section.call");
            const find = (selector) => call?.querySelector(selector);
            const stage = (call ?? document.querySelector(".coming"))?.dataset.stage
              ?? (document.querySelector(".call-me") ? "home" : "");
            if (stage && stage !== seen.stage) {
              seen.secondsLeft = seen.stage === "checking" ? seen.seconds : seen.secondsLeft;
              seen.stage = stage;
              seen.stages.push(stage);
            }
            if (call) {
              seen.outcome = call.dataset.outcome ?? null;
              seen.video = call.dataset.video;
              seen.seconds = Number(find(".countdown")?.dataset.seconds);
              seen.persons = [...call.querySelectorAll("[data-face]")].map((line) => line.dataset.face);
              seen.isPlaceKnown = find("[data-place-known]")?.dataset.placeKnown ?? null;
              seen.place = find("[data-place]")?.dataset.place ?? null;
              seen.faces += find(".face") ? 1 : 0;
              add(seen.codes, find(".guide")?.dataset.code);
              add(seen.texts, find(".say")?.textContent);
              add(seen.banners, find(".banner")?.textContent);
              add(seen.alerts, find("[role=alert]")?.textContent);
            }
            changed();
          };
          new MutationObserver(look).observe(document, {
            subtree: true, childList: true, attributes: true, characterData: true,
          });

          const links = [];
          const take = RTCPeerConnection.prototype.setRemoteDescription;
          RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
            await take.call(this, description);
            if (links.includes(this)) {
              seen.restarts += 1;
            } else {
              links.push(this);
              seen.answers += 1;
              seen.offer = this.localDescription.sdp;
              seen.answer = description.sdp;
            }
            changed();
          };
          setInterval(async () => {
            const all = [...(await links.at(-1)?.getStats().catch(() => null))?.values() ?? []];
            const sum = (type, member) => all.reduce((sum, one) => sum + (one.type === type ? one[member] ?? 0 : 0), 0);
            const raise = (name, value) => { seen[name] = Math.max(seen[name], value); };
            raise("inboundRtpPackets", sum("inbound-rtp", "packetsReceived"));
            raise("outboundRtpPackets", sum("outbound-rtp", "packetsSent"));
            raise("bytesReceived", sum("candidate-pair", "bytesReceived"));
            raise("bytesSent", sum("candidate-pair", "bytesSent"));
            changed();
          }, 500);
        })();
        """;

    /// <summary>JavaScript that resolves when a condition holds.</summary>
    /// <param name="condition">JavaScript, with what was seen as <c>page</c>.</param>
    public static string Until(string condition) =>
        $$"""
        new Promise(resolve => {
          const look = () => {
            const page = window.seen;
            if (page && ({{condition}})) { document.removeEventListener("seen", look); resolve(true); }
          };
          document.addEventListener("seen", look);
          look();
        })
        """;
}
