using System.Globalization;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>What is done to a page before it runs, so that its video takes another way.</summary>
internal static class Prelude
{
    /// <summary>Video goes to a port that is not the server's own.</summary>
    public static string SendTo(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        const take = RTCPeerConnection.prototype.setRemoteDescription;
        RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
          return take.call(this, { type, sdp: sdp.replace(/^(a=candidate:(\S+ ){5})\d+/gm, "$1{{port}}") });
        };
        """);

    /// <summary>Sound and data are offered before the video, and all share one port from the first on.</summary>
    /// <param name="beginsWithData">Whether data come first; Chromium has them last of its own accord.</param>
    public static string MaxBundle(bool beginsWithData) =>
        $$"""
        const Original = RTCPeerConnection;
        window.RTCPeerConnection = class extends Original {
          constructor() {
            super({ bundlePolicy: "max-bundle", alwaysNegotiateDataChannels: {{(beginsWithData ? "true" : "false")}} });
            this.addTransceiver("audio");
            window.hasOpenedChannel = false;
            this.createDataChannel("chat").addEventListener("open", () => window.hasOpenedChannel = true);
          }
        };
        """;

    /// <summary>Video goes through a relay or not at all.</summary>
    public static string RelayBy(TurnServer relay) =>
        $$"""
        const Original = RTCPeerConnection;
        window.RTCPeerConnection = class extends Original {
          constructor() {
            super({ iceServers: [{{relay.Describe().ToJsonString()}}], iceTransportPolicy: "relay" });
            (window.links ??= []).push(this);
          }
        };
        """;
}
