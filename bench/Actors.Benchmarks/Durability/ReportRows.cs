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

    /// <summary>A prime: steps of it through the rows touch pages in no order.</summary>
    private const int Stride = 7_919;

    private const int PositionLength = 64;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public ReportRows()
    {
        var random = new SeededRandom(1);
        Keys = [.. Enumerable.Range(0, Count).Select(_ => $"{random.Next():x16}").Distinct()];
        Bodies = [.. Enumerable.Range(0, Contents).Select(_ => Text(random, random.Next(220, 360)))];
        Events = [.. Enumerable.Range(0, Contents).Select(_ => new PositionReported(Text(random, PositionLength)))];
        var serializer = new RecordSerializer(ReportJson.AddTo(new()));
        Payloads = [.. Bodies.Select(body => serializer.Serialize(new PlainReport(body)))];
        EventPayloads = [.. Events.Select(serializer.Serialize)];
    }

    public string[] Keys { get; }

    public string[] Bodies { get; }

    public PositionReported[] Events { get; }

    /// <summary>The bodies as they stand in storage.</summary>
    public byte[][] Payloads { get; }

    /// <summary>The events as they stand in storage.</summary>
    public byte[][] EventPayloads { get; }

    /// <summary>The row that a writer of several comes to at a step; no two writers ever come to the same.</summary>
    public static int Pick(int writer, int writers, ulong step)
    {
        var own = Count / writers;
        return (int)(step * Stride % (ulong)own * (ulong)writers) + writer;
    }

    private static string Text(SeededRandom random, int length) =>
        string.Create(length, random, static (text, random) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = Letters[random.Next(0, Letters.Length)];
            }
        });
}
