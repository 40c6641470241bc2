using System.Text;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.Benchmarks.Calls;

/// <summary>Callers as a process of its own, so that what the server takes can be told from what they take.</summary>
internal static class CallersProcess
{
    /// <summary>The first argument that asks for it; the film follows.</summary>
    public const string Verb = "--callers";

    /// <summary>Asks for another caller. The answer is the same word with an offer behind.</summary>
    public const string Offer = "offer";

    /// <summary>Gives the last caller its answer, which stands behind. It says <see cref="Connected"/> when that is so.</summary>
    public const string Answer = "answer";

    /// <summary>What it says of a caller who is connected.</summary>
    public const string Connected = "connected";

    /// <summary>Has all callers hang up. It says the same word when they have.</summary>
    public const string Close = "close";

    /// <summary>Callers begin at different places of the film.</summary>
    private const int FramesApart = 7;

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var clip = VideoClip.Read(await File.ReadAllBytesAsync(args[1]));
        await using var peers = new VideoCallers(TimeProvider.System);
        var calls = new List<VideoCaller>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case [Offer]:
                    calls.Add(peers.Create(clip, new() { FirstFrame = FramesApart * calls.Count % clip.Count }));
                    await Console.Out.WriteLineAsync($"{Offer} {Pack(calls[^1].Offer)}");
                    break;
                case [Answer, var packed]:
                    await calls[^1].ConnectAsync(Unpack(packed));
                    await Console.Out.WriteLineAsync(Connected);
                    break;
                case [Close]:
                    foreach (var call in calls)
                    {
                        await call.DisposeAsync();
                    }

                    calls.Clear();
                    await Console.Out.WriteLineAsync(Close);
                    break;
                default:
                    throw new ArgumentException($"\"{line}\" asks for nothing that there is.");
            }
        }

        return 0;
    }

    /// <summary>A description as one word.</summary>
    public static string Pack(string description) => Convert.ToBase64String(Encoding.UTF8.GetBytes(description));

    /// <summary>The description that a word holds.</summary>
    public static string Unpack(string word) => Encoding.UTF8.GetString(Convert.FromBase64String(word));
}
