using System.Text.Json;
using Actors.Domain.Entrants.Prompts;
using Actors.Grains.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Formats;

public sealed class PackedPromptsTests
{
    private const int PromptBytes = 20;
    private static readonly DateTimeOffset Start = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Seconds after the time for which a prompt was planned; null: never.
    private static readonly Gen<int?> Offsets = Gen.Choose(-500_000, 1_000_000)
        .Select(second => second < 0 ? (int?)null : second);

    private static readonly Gen<PromptState> Prompts =
        from number in Gen.Choose(0, 40)
        from kind in Gen.Choose(0, 2)
        from planned in Gen.Choose(0, 1_000_000)
        from offsets in Offsets.ArrayOf(4)
        from extension in Gen.Choose(0, Domain.Limits.MaxPromptExtensionSeconds)
        from reminded in Gen.Elements(true, false)
        from outcome in Gen.Choose(0, 5)
        from excuse in Gen.Choose(0, 7)
        select new PromptState
        {
            Number = Number(number),
            Kind = (PromptKind)kind,
            PlannedAt = Start.AddSeconds(planned),
            IssuedAt = After(planned, offsets[0]),
            DeliveredAt = After(planned, offsets[1]),
            OpenedAt = After(planned, offsets[2]),
            ClosesAt = After(planned, offsets[3]),
            Extension = TimeSpan.FromSeconds(extension),
            Reminded = reminded,
            Outcome = (PromptOutcome)outcome,
            Excuse = (Excuse)excuse,
        };

    [Fact]
    public void Prompts_are_read_as_they_were_written() => Prop.ForAll(
        Prompts.ArrayOf().Select(prompts => prompts.Take(PromptStates.Capacity).ToArray()).ToArbitrary(),
        added =>
        {
            var prompts = added.Aggregate(default(PromptStates), (states, prompt) => states.With(prompt));
            var json = JsonSerializer.Serialize(prompts, EntrantFormat.Json);
            return JsonSerializer.Deserialize<PromptStates>(json, EntrantFormat.Json) == prompts
                && json.Length <= 2 + (prompts.Count * 32);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moments_more_than_half_a_year_later_count_as_that_late()
    {
        var late = Prompt(1) with { ClosesAt = Start.AddDays(400) };
        var read = PackedPrompts.Read(Write(late)).Find(late.Number)!.Value;
        Assert.Equal(Start.AddMinutes(1).AddSeconds((1 << 24) - 2), read.ClosesAt);
    }

    [Fact]
    public void Bytes_that_are_no_prompts_are_refused()
    {
        var bytes = Write(Prompt(1), Prompt(2));
        Assert.Throws<FormatException>(() => PackedPrompts.Read(bytes.AsSpan(1)));
        Assert.Throws<FormatException>(() => PackedPrompts.Read([.. bytes[PromptBytes..], .. bytes[..PromptBytes]]));
        Assert.Throws<FormatException>(() => PackedPrompts.Read(new byte[PromptBytes * (PromptStates.Capacity + 1)]));
        bytes[3] = 0xFF;
        Assert.Throws<FormatException>(() => PackedPrompts.Read(bytes));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PromptStates>("\"AAAA\"", EntrantFormat.Json));
    }

    private static byte[] Write(params PromptState[] prompts)
    {
        var bytes = new byte[prompts.Length * PromptBytes];
        Assert.Equal(bytes.Length, PackedPrompts.Write(PromptStates.Of(prompts), bytes));
        return bytes;
    }

    private static DateTimeOffset? After(int planned, int? offset) =>
        offset is { } seconds ? Start.AddSeconds(planned + seconds) : null;

    private static PromptNumber Number(int value) => new(value >> 4, value & 15);

    private static PromptState Prompt(int number) =>
        new() { Number = Number(number), Kind = PromptKind.Location, PlannedAt = Start.AddMinutes(number) };
}
