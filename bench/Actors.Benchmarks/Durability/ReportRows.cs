using Actors.Storage.Serialization;
using Actors.Testing;

namespace Actors.Benchmarks.Durability;

/// <summary>What is written: the same keys and the same bytes for ours and for the peers.</summary>
internal sealed class ReportRows
{
    /// <summary>How many grains write.</summary>
    public const int Count = 50_000;

    /// <summary>
    /// How many different contents there are; enough that none is in a cache of the processor or worth compressing.
    /// </summary>
    public const int Contents = 4_096;

    /// <summary>The class of the grains in identities.</summary>
    public const string GrainType = "report";

    private const int PositionLength = 64;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public ReportRows()
    {
        var random = new SeededRandom(1);
        Keys = [.. Enumerable.Range(0, Count).Select(_ => $"{random.Next():x16}").Distinct()];
        Bodies = [.. Enumerable.Range(0, Contents).Select(_ => Text(random, random.Next(220, 360)))];
        Events = [.. Enumerable.Range(0, Contents).Select(_ => new PositionReported(Text(random, PositionLength)))];
        var serializer = new RecordSerializer(ReportJson.AddTo(new()));
        Peer = new(
            Keys,
            [.. Bodies.Select(body => serializer.Serialize(new PlainReport(body)))],
            [.. Events.Select(serializer.Serialize)]);
    }

    public string[] Keys { get; }

    public string[] Bodies { get; }

    public PositionReported[] Events { get; }

    /// <summary>The same as it stands in storage.</summary>
    public PeerRows Peer { get; }

    private static string Text(SeededRandom random, int length) =>
        string.Create(length, random, static (text, random) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = Letters[random.Next(0, Letters.Length)];
            }
        });
}
