using System.Net;
using Actors.Testing;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Sdp;

/// <summary>
/// What phones, their libraries and the programs between write besides what a call needs: it changes nothing in the
/// answer.
/// </summary>
public sealed class SdpToleranceTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly string[] Ends = ["\n", "\r\n", "\r", "\r\r\n"];

    /// <summary>Attributes of which nothing can be read.</summary>
    private static readonly string[] Broken =
    [
        "rtpmap:", "rtpmap", "rtpmap:97", "rtpmap:128 VP8/90000", "rtpmap:-1 VP8/90000", "rtpmap:97 /90000",
        "rtpmap:97 rtx/", "rtpmap:97 rtx/0", "rtpmap:97 rtx/90000/1/1", "fmtp:", "fmtp:x", "fmtp:300 apt=96", "rtcp-fb:",
        "rtcp-fb:96", "rtcp-fb:x nack",
        "candidate:", "candidate", "candidate:1 1 udp", "candidate:1 1 sctp 1 192.0.2.1 9 typ host",
        "candidate:1 1 udp 99999999999 192.0.2.1 9 typ host", "extmap:", "extmap:0 urn:x", "extmap:x urn:x", "extmap:3",
        "ssrc:", "ssrc:x cname:y", "ssrc:-7 cname:y", "ssrc:99999999999 cname:y", "ssrc-group:", "ssrc-group:FID", "msid:",
        "rid:", "simulcast:", "simulcast:send ;", "rtcp:", "rtcp:x IN", "ice-options:", "sctp-port:x", "sctpmap:",
        "max-message-size:-1", "crypto:1 x",
        "imageattr:", "framerate:x", "ptime:x", "maxptime:", "tls-id:", "identity:x", "end-of-candidates:x",
    ];

    private static readonly LocalTransport Local = LocalTransport.Create(
        new SeededNumbers(4), CertificateFingerprint.Of([1, 2, 3]), new IPEndPoint(IPAddress.Parse("198.51.100.1"), 3478));

    /// <summary>Each changes the lines of an offer in one or many places.</summary>
    private static readonly Dictionary<string, Func<List<string>, SeededRandom, IEnumerable<string>>> Noises = new()
    {
        ["blanks at line ends"] = (lines, random) => lines.Select(line => line + Pick(random, "", " ", "  ", "\t", " \t ")),
        ["blanks before lines"] = (lines, random) => lines.Select(line => Pick(random, "", " ", "\t", "    ") + line),
        ["blanks after colons"] = (lines, random) => lines.Select(line => OfAttribute(line, random, ":", ": ")),
        ["blanks before colons"] = (lines, random) => lines.Select(line => OfAttribute(line, random, ":", " :")),
        ["blanks after letters"] = (lines, random) => lines.Select(line =>
            line.Insert(line.IndexOf('=', Ordinal) + 1, Pick(random, "", " "))),
        ["tabs for blanks"] = (lines, random) => lines.Select(line =>
            Pick(random, line, line.Replace(" ", "\t ", Ordinal))),
        ["empty lines"] = (lines, random) => lines.SelectMany(line => Some(random, "", "  ", "\t").Append(line)),
        ["empty lines at the end"] = (lines, _) => [.. lines, "", "", ""],
        ["every attribute twice"] = (lines, _) => lines.SelectMany(line =>
            line[0] == 'a' ? [line, line] : new[] { line }),
        ["attributes again"] = (lines, random) => Sections(lines).SelectMany(section =>
            section.Concat(section.Where(line => line[0] == 'a' && random.Next(0, 3) == 0))),
        ["unknown attributes"] = (lines, random) => AfterHead(
            lines, random, "a=x-vendor", "a=x:y:z", "a=quality:10", "a=:", "a=", "a=é"),
        ["broken attributes"] = (lines, random) => AfterHead(lines, random, [.. Broken.Select(line => $"a={line}")]),
        ["unknown lines"] = (lines, random) => AfterHead(
            lines, random, "y=0100008888", "f=v/////a/1/8/1", "X=1", "i=room 4", "b=AS:2000", "k=clear:x", "t=0 0", "s=again",
            "z=0", "c=IN IP6 fe80::1%eth0", "e=", "u=http://a/ b", "r=7d 1h"),
        ["no lines"] = (lines, random) => AfterHead(
            lines, random, "a", "=", "hello", "a:mid:7", "\u001bx", "a=x:\0", "{}", "...,"),
        ["a long line"] = (lines, _) => lines.Take(5).Append($"a=x:{new string('x', 5_000)}").Concat(lines.Skip(5)),
        ["another user name"] = (lines, random) => lines.Select(line =>
            line.Replace("o=- ", Pick(random, "o=- ", "o=Tom  ", "o=T Y "), Ordinal)),
        ["a negative session id"] = (lines, _) => lines.Select(line =>
            line[0] == 'o' ? "o=- -4611731400430051336 -2 IN IP4 ?" : line),
        ["another session id"] = (lines, random) => lines.Select(line => line[0] == 'o'
            ? $"o=- {Pick(random, "0", "7f3a-b1", "99999999999999999999999999")}{Pick(random, "", " 1", " x IN IP4 0.0.0.0")}"
            : line),
        ["neither name nor time"] = (lines, _) => lines.Where(line => line[0] is not ('s' or 't')),
        ["groups again"] = (lines, _) => lines.SelectMany(line =>
            line.StartsWith("a=group", Ordinal) ? [line, $"{line} "] : new[] { line }),
        ["groups of others"] = (lines, _) => lines.SelectMany(line => line.StartsWith("a=group:BUNDLE", Ordinal)
            ? [$"{line} nobody", "a=group:LS nobody 0", "a=group:BUNDLE", "a=group:BUNDLE nobody", line]
            : new[] { line }),
        ["formats twice"] = (lines, _) => lines.Select(line =>
            line[0] == 'm' ? $"{line} {line[(line.LastIndexOf(' ') + 1)..]}" : line),
        ["a media line with gaps"] = (lines, _) => lines.Select(line =>
            line[0] == 'm' ? line.Replace(" ", "  ", Ordinal) : line),
        ["other case"] = (lines, _) => lines.Select(line =>
            line.Replace("VP8/", "vp8/", Ordinal).Replace("sha-256", "SHA-256", Ordinal)),
    };

    public static TheoryData<string> Kinds() => [.. Noises.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Noise_changes_nothing(string kind) => Assert.All(Offers.All, offer =>
    {
        for (var seed = 1ul; seed <= 20; seed++)
        {
            var lines = Noises[kind]([.. offer.Split('\n')], new SeededRandom(seed));
            AssertSame(offer, string.Join('\n', lines), $"{kind}, seed {seed}");
        }
    });

    [Fact]
    public void Nor_do_ends_of_lines_or_a_byte_order_mark() => Assert.All(Offers.All, offer =>
    {
        foreach (var end in Ends)
        {
            var text = offer.Replace("\n", end, Ordinal);
            AssertSame(offer, text, "no last end of line");
            AssertSame(offer, text + end, "an end of line at the end");
            AssertSame(offer, $"\uFEFF{text}{end}", "a byte-order mark");
        }
    });

    [Fact]
    public void Nor_does_noise_of_many_kinds_at_once()
    {
        var random = new SeededRandom(8866);
        var kinds = Noises.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var times = 0; times < 3_000; times++)
        {
            var offer = Offers.All[times % Offers.All.Length];
            var names = Enumerable.Range(0, random.Next(2, 6)).Select(_ => kinds[random.Next(0, kinds.Length)]).ToList();
            List<string> lines = [.. offer.Split('\n')];
            foreach (var name in names)
            {
                lines = [.. Noises[name]([.. lines.Where(line => line.Length > 1)], random)];
            }

            AssertSame(offer, string.Join(Pick(random, Ends), lines), $"{string.Join(" + ", names)}, round {times}");
        }
    }

    /// <summary>Every attribute of the sections of sound and data, each with many wrong values, one after another.</summary>
    [Fact]
    public void What_is_wrong_in_a_section_that_is_not_used_does_not_matter()
    {
        string[] values =
            ["", " ", "x", "-1", "999999", "é", "13 CN", "13 CN/x", "0 0 0", "1/2/3", "actpass active", new('y', 300)];
        var lines = Offers.Chromium.Split('\n');
        var video = Array.FindIndex(lines, line => line.StartsWith("m=video", Ordinal));
        var data = Array.FindIndex(lines, line => line.StartsWith("m=application", Ordinal));
        var expected = VideoOf(Offers.Chromium);
        for (var index = Array.FindIndex(lines, line => line.StartsWith("m=", Ordinal)); index < lines.Length; index++)
        {
            if (index == video)
            {
                index = data; // The video itself is used.
            }

            if (lines[index][0] != 'a')
            {
                continue;
            }

            var name = lines[index].Split(':')[0];
            foreach (var line in values.Select(value => $"{name}:{value}"))
            {
                var (before, after) = (lines[..index], lines[(index + 1)..]);
                Assert.Equal(expected, VideoOf(string.Join('\n', [.. before, line, .. after])));
                Assert.Equal(expected, VideoOf(string.Join('\n', [.. before, lines[index], line, .. after])));
            }
        }
    }

    [Theory]
    [InlineData("m=audio 9 ", "m=audio x ")]
    [InlineData("m=audio 9 ", "m=audio 99999 ")]
    [InlineData("SAVPF 111 63 9 0 8 13 110 126", "SAVPF")]
    [InlineData("SAVPF 111 63 9 0 8 13 110 126", "SAVPF 111 111 300 é x")]
    [InlineData("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "m=application 9 UDP/DTLS/SCTP")]
    public void Nor_does_its_media_line(string from, string to) =>
        Assert.Equal(VideoOf(Offers.Chromium), VideoOf(Offers.Chromium.Replace(from, to, Ordinal)));

    /// <summary>Payload types besides that of VP8.</summary>
    [Fact]
    public void What_is_wrong_of_a_payload_type_that_is_not_used_does_not_matter()
    {
        var expected = VideoOf(Offers.Chromium);
        foreach (var line in Offers.Chromium.Split('\n').Where(line =>
            !line.Contains("VP8", Ordinal)
            && (line.StartsWith("a=rtpmap:", Ordinal) || line.StartsWith("a=fmtp:", Ordinal))))
        {
            var (name, value) = (line[..line.IndexOf(' ', Ordinal)], line[line.IndexOf(' ', Ordinal)..]);
            foreach (var wrong in new[]
            {
                name, $"{name} ", $"{name} /", $"{name}{value}/x/y/z", $"{name}9{value}", $"{line}\n{name} H263/1",
            })
            {
                Assert.Equal(expected, VideoOf(Offers.Chromium.Replace(line, wrong, Ordinal)));
            }
        }
    }

    private static void AssertSame(string offer, string changed, string what)
    {
        try
        {
            var (expected, actual) = (Answer(offer), Answer(changed));
            Assert.Equal(expected.Sdp, actual.Sdp);
            Assert.Equal(
                expected.Agreement.Fingerprints.Select(fingerprint => fingerprint.ToString()),
                actual.Agreement.Fingerprints.Select(fingerprint => fingerprint.ToString()));
            Assert.False(expected.Agreement.IsRestartedBy(actual.Agreement));
        }
        catch (SdpException exception)
        {
            Assert.Fail($"{what}: {exception.Message}\n{changed[..Math.Min(changed.Length, 8_000)]}");
        }
    }

    private static VideoAnswer Answer(string offer) => AnswerBuilder.Build(SessionDescription.Parse(offer), Local);

    /// <summary>The section of the video in the answer.</summary>
    private static string VideoOf(string offer) =>
        Answer(offer).Sdp.Split("m=").Single(section => section.StartsWith("video", Ordinal));

    private static string Pick(SeededRandom random, params string[] values) => values[random.Next(0, values.Length)];

    private static string OfAttribute(string line, SeededRandom random, string from, string to)
    {
        var colon = line.IndexOf(from, Ordinal);
        return line[0] == 'a' && colon > 0 && random.Next(0, 2) == 0
            ? line[..colon] + to + line[(colon + from.Length)..]
            : line;
    }

    private static List<string> Some(SeededRandom random, params string[] lines) =>
        Enumerable.Range(0, Math.Max(0, random.Next(0, 5) - 2)).Select(_ => Pick(random, lines)).ToList();

    /// <summary>Some of the lines anywhere after v=0, which must come first.</summary>
    private static List<string> AfterHead(List<string> lines, SeededRandom random, params string[] more)
    {
        var head = lines.FindIndex(line => line.Contains("v=", Ordinal));
        return lines.SelectMany((line, index) => index < head ? [line] : Some(random, more).Prepend(line)).ToList();
    }

    /// <summary>The lines before the first medium, then those of each medium.</summary>
    private static List<List<string>> Sections(List<string> lines)
    {
        var sections = new List<List<string>> { new() };
        foreach (var line in lines)
        {
            if (line[0] == 'm')
            {
                sections.Add([]);
            }

            sections[^1].Add(line);
        }

        return sections;
    }
}
