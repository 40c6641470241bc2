namespace Actors.Testing.Hostile;

/// <summary>Offers as the stacks write them, shortened where nothing is said twice.</summary>
public static class Offers
{
    public const string Fingerprint =
        "7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08";

    /// <summary>Chromium 12x: sound, picture and a data channel, the picture to be sent only.</summary>
    public const string Chromium = $"""
        v=0
        o=- 4611731400430051336 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1 2
        a=extmap-allow-mixed
        a=msid-semantic: WMS 5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:pO1v
        a=ice-pwd:4fZ1iW0z6bFq9xT2yKc8mN3R
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendrecv
        a=msid:5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10 0f3e3a3e-1111-4a4a-8b8b-0c0c0c0c0c0c
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:9 G722/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:13 CN/8000
        a=rtpmap:110 telephone-event/48000
        a=rtpmap:126 telephone-event/8000
        a=ssrc:2570346119 cname:Xv2qYk0C0u7zLp3b
        a=ssrc:2570346119 msid:5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10 0f3e3a3e-1111-4a4a-8b8b-0c0c0c0c0c0c
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 45 46 98 99 116
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:pO1v
        a=ice-pwd:4fZ1iW0z6bFq9xT2yKc8mN3R
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        a=mid:1
        a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:13 urn:3gpp:video-orientation
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendonly
        a=msid:5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10 6a9b2c3d-2222-4b4b-9c9c-1d1d1d1d1d1d
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 goog-remb
        a=rtcp-fb:96 transport-cc
        a=rtcp-fb:96 ccm fir
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=rtpmap:102 H264/90000
        a=rtcp-fb:102 nack
        a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
        a=rtpmap:103 rtx/90000
        a=fmtp:103 apt=102
        a=rtpmap:45 AV1/90000
        a=fmtp:45 level-idx=5;profile=0;tier=0
        a=rtpmap:46 rtx/90000
        a=fmtp:46 apt=45
        a=rtpmap:98 VP9/90000
        a=fmtp:98 profile-id=0
        a=rtpmap:99 rtx/90000
        a=fmtp:99 apt=98
        a=rtpmap:116 red/90000
        a=ssrc-group:FID 1903712034 3017458329
        a=ssrc:1903712034 cname:Xv2qYk0C0u7zLp3b
        a=ssrc:1903712034 msid:5d2a1c0e-8a0b-4c2c-9d7f-3a5b7f8e9c10 6a9b2c3d-2222-4b4b-9c9c-1d1d1d1d1d1d
        a=ssrc:3017458329 cname:Xv2qYk0C0u7zLp3b
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        c=IN IP4 0.0.0.0
        a=ice-ufrag:pO1v
        a=ice-pwd:4fZ1iW0z6bFq9xT2yKc8mN3R
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        a=mid:2
        a=sctp-port:5000
        a=max-message-size:262144
        """;

    /// <summary>Firefox ESR after gathering: certificate for all media, a name in place of the address, TCP besides.</summary>
    public const string Firefox = $$"""
        v=0
        o=mozilla...THIS_IS_SDPARTA-99.0 5832490153041029347 0 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=sendrecv
        a=fingerprint:sha-256 {{Fingerprint}}
        a=group:BUNDLE 0
        a=ice-options:trickle
        a=msid-semantic:WMS *
        m=video 51472 UDP/TLS/RTP/SAVPF 120 124 121 125 126 127
        c=IN IP4 203.0.113.7
        a=candidate:0 1 UDP 2122252543 7fc4a6a8-6ca5-4f8a-9a4b-0f5f4d1d5d57.local 51472 typ host
        a=candidate:2 1 TCP 2105524479 7fc4a6a8-6ca5-4f8a-9a4b-0f5f4d1d5d57.local 9 typ host tcptype active
        a=candidate:1 1 UDP 1686052863 203.0.113.7 51472 typ srflx raddr 0.0.0.0 rport 0
        a=sendonly
        a=end-of-candidates
        a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:6/recvonly http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=fmtp:126 profile-level-id=42e01f;level-asymmetry-allowed=1;packetization-mode=1
        a=fmtp:120 max-fs=12288;max-fr=60
        a=fmtp:124 apt=120
        a=fmtp:121 max-fs=12288;max-fr=60
        a=fmtp:125 apt=121
        a=fmtp:127 apt=126
        a=ice-pwd:0c6b9f5b6b2c4de3a8f1f0a3d3c6e9d2
        a=ice-ufrag:2ab1c9d4
        a=mid:0
        a=msid:{2b2d2f31-5a5c-4e4f-8081-828384858687} {c9cacbcc-cdce-4fd0-9192-939495969798}
        a=rtcp:51472 IN IP4 203.0.113.7
        a=rtcp-fb:120 nack
        a=rtcp-fb:120 nack pli
        a=rtcp-fb:120 ccm fir
        a=rtcp-fb:120 goog-remb
        a=rtcp-fb:120 transport-cc
        a=rtcp-fb:121 nack
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:120 VP8/90000
        a=rtpmap:124 rtx/90000
        a=rtpmap:121 VP9/90000
        a=rtpmap:125 rtx/90000
        a=rtpmap:126 H264/90000
        a=rtpmap:127 rtx/90000
        a=setup:actpass
        a=ssrc:3735928559 cname:{0f1e2d3c-4b5a-4697-8877-665544332211}
        a=ssrc:1122334455 cname:{0f1e2d3c-4b5a-4697-8877-665544332211}
        a=ssrc-group:FID 3735928559 1122334455
        """;

    /// <summary>Safari: H264 is liked better than VP8, picture both ways.</summary>
    public const string Safari = $"""
        v=0
        o=- 8167429430118920745 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0
        a=msid-semantic: WMS 0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:v8Jx
        a=ice-pwd:Yk3nR7pQ2tW9zX4cB6mL1sDf
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:toffset
        a=sendrecv
        a=msid:0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9 9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:96 H264/90000
        a=rtcp-fb:96 nack pli
        a=fmtp:96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640c1f
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=rtpmap:98 H265/90000
        a=rtpmap:99 rtx/90000
        a=fmtp:99 apt=98
        a=rtpmap:100 VP8/90000
        a=rtcp-fb:100 goog-remb
        a=rtcp-fb:100 transport-cc
        a=rtcp-fb:100 ccm fir
        a=rtcp-fb:100 nack
        a=rtcp-fb:100 nack pli
        a=rtpmap:101 rtx/90000
        a=fmtp:101 apt=100
        a=ssrc-group:FID 305419896 2596069104
        a=ssrc:305419896 cname:w7mTfQ0aHk9r3c1B
        a=ssrc:2596069104 cname:w7mTfQ0aHk9r3c1B
        """;

    /// <summary>werift 0.2x: two certificates' hashes are not given, feedback is what the program asked for.</summary>
    public const string Werift = $"""
        v=0
        o=- 71523894 0 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=group:BUNDLE 0
        a=extmap-allow-mixed
        a=msid-semantic:WMS *
        m=video 9 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 0.0.0.0
        a=sendonly
        a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
        a=mid:0
        a=msid:3b1f8e0a-7c5d-4a2b-9e8f-0d1c2b3a4f5e 8d7c6b5a-4f3e-4d2c-8b1a-09f8e7d6c5b4
        a=rtcp:9 IN IP4 0.0.0.0
        a=rtcp-mux
        a=ssrc:2839104756 cname:3b1f8e0a-7c5d-4a2b-9e8f-0d1c2b3a4f5e
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=candidate:51be7b4d2d3b9d0e 1 udp 2130706431 192.0.2.55 41234 typ host generation 0 ufrag 4c1f
        a=ice-ufrag:4c1f
        a=ice-pwd:9d8c7b6a5f4e3d2c1b0a99
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        """;

    /// <summary>As the policy max-bundle has it: the picture says nothing of its way and takes that of the sound.</summary>
    public const string BundleOnly = $"""
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE a v
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 0.0.0.0
        a=mid:a
        a=ice-ufrag:abcd
        a=ice-pwd:0123456789012345678901
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        m=video 0 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 0.0.0.0
        a=bundle-only
        a=mid:v
        a=rtpmap:96 vp8/90000
        a=rtcp-fb:* nack pli
        """;

    /// <summary>The least that is taken.</summary>
    public const string Smallest = $"""
        v=0
        o=- 1 1 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=ice-ufrag:abcd
        a=ice-pwd:0123456789012345678901
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        m=video 9 UDP/TLS/RTP/SAVPF 96
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        """;

    public static readonly string[] All = [Chromium, Firefox, Safari, Werift, BundleOnly, Smallest];
}
