using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>An event to show on the board.</summary>
/// <param name="Position">The position in the ledger.</param>
/// <param name="At">The programme time.</param>
/// <param name="Entrant">The person.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Facts">The facts of the event.</param>
/// <param name="PromptKind">The kind of the prompt; <c>null</c> if there is no prompt.</param>
public sealed record LatestEvent(
    LedgerPosition Position, DateTimeOffset At, string Entrant, string Programme, EventFacts Facts, PromptKind? PromptKind);

/// <summary>The latest events of one programme, oldest first. They are in the database, for every server to show.</summary>
internal sealed record LatestEventsRow(string Programme, ImmutableArray<LatestEvent> Events)
{
    /// <summary>The number of events kept per programme.</summary>
    public const int Capacity = 30;

    public static RowTable<LatestEventsRow> Table { get; } = new(
        "latest_events",
        reader => new(reader.GetString(0), Read(reader.GetString(1))),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("events", RowColumnKind.Text,
            row => JsonSerializer.Serialize(row.Events, LatestJson.Default.ImmutableArrayLatestEvent)));

    /// <summary>Reads the column <c>events</c>.</summary>
    public static ImmutableArray<LatestEvent> Read(string events) =>
        JsonSerializer.Deserialize(events, LatestJson.Default.ImmutableArrayLatestEvent);

    /// <summary>Adds events in ledger order to the rows of their programmes.</summary>
    public static async Task AddAsync(
        ReadModelSession session, IReadOnlyList<LatestEvent> happened, CancellationToken cancellationToken)
    {
        var added = happened.GroupBy(one => one.Programme, StringComparer.Ordinal).ToList();
        var kept = (await Table.LoadAsync(session, [.. added.Select(group => new object[] { group.Key })], "", cancellationToken))
            .ToDictionary(row => row.Programme, row => row.Events, StringComparer.Ordinal);
        await Table.SaveAsync(
            session,
            [
                .. added.Select(group => new LatestEventsRow(
                    group.Key, [.. kept.GetValueOrDefault(group.Key, []).Concat(group).TakeLast(Capacity)])),
            ],
            cancellationToken);
    }

    /// <summary>Removes the events of people.</summary>
    public static async Task RemoveAsync(
        ReadModelSession session, IEnumerable<string> programmes, HashSet<string> people, CancellationToken cancellationToken)
    {
        object[][] keys = [.. programmes.Distinct(StringComparer.Ordinal).Select(programme => new object[] { programme })];
        var kept = await Table.LoadAsync(session, keys, "", cancellationToken);
        await Table.SaveAsync(
            session,
            [.. kept.Select(row => row with { Events = row.Events.RemoveAll(one => people.Contains(one.Entrant)) })],
            cancellationToken);
    }

    /// <summary>Writes a prompt as the one number that it is.</summary>
    internal sealed class PromptNumberConverter : JsonConverter<PromptNumber>
    {
        public override PromptNumber Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            PromptNumber.TryFrom(reader.GetInt32(), out var number)
                ? number
                : throw new JsonException("No prompt has this number.");

        public override void Write(Utf8JsonWriter writer, PromptNumber value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}

/// <summary>How the column <c>events</c> is written.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LatestEventsRow.PromptNumberConverter)])]
[JsonSerializable(typeof(ImmutableArray<LatestEvent>))]
internal sealed partial class LatestJson : JsonSerializerContext;
