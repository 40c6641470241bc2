using System.Text;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.Benchmarks.Calls;

/// <summary>Callers in their own process, so that their CPU time is not the server's.</summary>
internal static class CallersProcess
{
    /// <summary>The first argument; the path of the film follows.</summary>
    public const string Verb = "--callers";

    /// <summary>Creates a caller. The reply is the same word and its offer.</summary>
    public const string Offer = "offer";

    /// <summary>Gives the last caller the answer that follows. The reply is <see cref="Connected"/>.</summary>
    public const string Answer = "answer";

    /// <summary>The reply once a caller is connected.</summary>
    public const string Connected = "connected";

    /// <summary>Ends all calls. The reply is the same word.</summary>
    public const string Close = "close";

    /// <summary>Callers start at different frames of the film.</summary>
    private const int FramesApart = 7;

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var clip = VideoClip.Read(await File.ReadAllBytesAsync(args[1]));
        await using var callers = new VideoCallers(TimeProvider.System);
        var calls = new List<VideoCaller>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case [Offer]:
                    calls.Add(callers.Create(clip, new() { FirstFrame = FramesApart * calls.Count % clip.Count }));
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
                    throw new ArgumentException($"Unknown command: {line}");
            }
        }

        return 0;
    }

    /// <summary>Encodes a description as one word.</summary>
    public static string Pack(string description) => Convert.ToBase64String(Encoding.UTF8.GetBytes(description));

    /// <summary>Decodes a description.</summary>
    public static string Unpack(string word) => Encoding.UTF8.GetString(Convert.FromBase64String(word));
}
