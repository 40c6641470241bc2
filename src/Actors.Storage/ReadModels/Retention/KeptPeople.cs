using Actors.Domain.Entrants;
using Actors.Domain.Registration;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Retention;

/// <summary>
/// Since when each person is kept and by which rule, so that retention asks for those whose term is over and scans nothing.
/// The terms are those of the programmes, and are not stored here.
/// </summary>
public sealed class KeptPeople : IReadModel
{
    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } = [KeptRow.Table.Name, KeptStayRow.Table.Name];

    /// <inheritdoc/>
    public async Task CreateTablesAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        await KeptRow.Table.CreateAsync(session, cancellationToken);
        await KeptRow.Table.CreateIndexAsync(
            session, "since", "(programme, programme_version, rule, since)", cancellationToken);
        await KeptStayRow.Table.CreateAsync(session, cancellationToken);
        await KeptStayRow.Table.CreateIndexAsync(
            session, "ends", "(programme, programme_version, ends_at) WHERE is_last = 0", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(
        ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken)
    {
        List<LedgerRecord> told =
        [
            .. records.Where(record => record.Event.Body
                is RegistrationEvent.Submitted or EntrantEvent.StayStarted or EntrantEvent.StayEnded),
        ];
        object[][] keys =
        [
            .. told.Select(record => record.GrainKey).Distinct(StringComparer.Ordinal).Select(key => (object[])[key]),
        ];
        var people = (await KeptRow.Table.LoadAsync(session, keys, "", cancellationToken))
            .ToDictionary(row => row.Person, StringComparer.Ordinal);
        var stays = (await KeptStayRow.Table.LoadAsync(session, keys, "", cancellationToken))
            .GroupBy(row => row.Person, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(row => row.Sequence).ToList(), StringComparer.Ordinal);
        foreach (var record in told)
        {
            var person = people.GetValueOrDefault(record.GrainKey) ?? new(record.GrainKey, "", 0, null, null);
            if (!stays.TryGetValue(record.GrainKey, out var own))
            {
                stays[record.GrainKey] = own = [];
            }

            people[record.GrainKey] = Apply(person, own, record);
        }

        await KeptRow.Table.SaveAsync(session, people.Values, cancellationToken);
        await KeptStayRow.Table.SaveAsync(session, [.. stays.Values.SelectMany(own => own)], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task EraseAsync(
        ReadModelSession session, IReadOnlyCollection<ErasedPart> people, CancellationToken cancellationToken)
    {
        object[][] whole = [.. people.Where(part => part.Stay is null).Select(part => part.Values)];
        await KeptRow.Table.DeleteAsync(session, ["person"], whole, cancellationToken);
        await KeptStayRow.Table.DeleteAsync(session, ["person"], whole, cancellationToken);
        await KeptStayRow.Table.DeleteAsync(
            session, ["person", "stay"], [.. people.Where(part => part.Stay is not null).Select(part => part.Values)],
            cancellationToken);
    }

    private static KeptRow Apply(KeptRow person, List<KeptStayRow> stays, LedgerRecord record)
    {
        switch (record.Event.Body)
        {
            case RegistrationEvent.Submitted submitted:
                return person with
                {
                    Programme = submitted.Programme.Id.Value,
                    ProgrammeVersion = submitted.Programme.Version,
                    SubmittedAt = UnixMicroseconds.From(submitted.At),
                };
            case EntrantEvent.StayStarted started:
                var endsAt = UnixMicroseconds.From(started.EndsAt);
                for (var i = 0; i < stays.Count; i++)
                {
                    stays[i] = stays[i] with { IsLast = false };
                }

                stays.Add(new(
                    person.Person, started.Stay.ToString(), started.Programme.Id.Value, started.Programme.Version, endsAt,
                    record.Event.Sequence, UnixMicroseconds.From(record.Event.At), IsLast: true));
                return person with
                {
                    Programme = started.Programme.Id.Value,
                    ProgrammeVersion = started.Programme.Version,
                    EndsAt = endsAt,
                };
            default:
                var endedAt = Math.Min(UnixMicroseconds.From(record.Event.At), person.EndsAt ?? long.MaxValue);
                if (stays.Count > 0)
                {
                    stays[^1] = stays[^1] with { EndsAt = endedAt };
                }

                return person with { EndsAt = endedAt };
        }
    }
}

/// <summary>A person of whom something is kept. Times are microseconds since 1970-01-01 UTC, by the programme
/// clock.</summary>
/// <param name="Person">The person.</param>
/// <param name="Programme">The programme.</param>
/// <param name="ProgrammeVersion">Its version.</param>
/// <param name="SubmittedAt">When the person last registered; <c>null</c> if there is no registration.</param>
/// <param name="EndsAt">When the last stay ends or ended; <c>null</c> if there was none.</param>
internal sealed record KeptRow(string Person, string Programme, long ProgrammeVersion, long? SubmittedAt, long? EndsAt)
{
    /// <summary>The rule of a stay that is over.</summary>
    public const string Stay = "stay";

    /// <summary>The rule of a registration without a stay.</summary>
    public const string Unused = "unused";

    public static RowTable<KeptRow> Table { get; } = new(
        "kept_people",
        reader => new(
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.NumberOrNull(3), reader.NumberOrNull(4)),
        new("person", RowColumnKind.Text, row => row.Person) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("programme_version", RowColumnKind.Number, row => row.ProgrammeVersion),
        new("submitted_at", RowColumnKind.Number, row => row.SubmittedAt) { IsOptional = true },
        new("ends_at", RowColumnKind.Number, row => row.EndsAt) { IsOptional = true },
        new("rule", RowColumnKind.Text, row => row.IsUnused ? Unused : Stay),
        new("since", RowColumnKind.Number, row => (row.IsUnused ? row.SubmittedAt : row.EndsAt) ?? 0));

    /// <summary>Whether the person registered, also again after a stay, and no stay began since.</summary>
    private bool IsUnused => EndsAt is null || SubmittedAt >= EndsAt;
}

/// <summary>A stay of which something is kept.</summary>
/// <param name="Person">The person.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Programme">The programme.</param>
/// <param name="ProgrammeVersion">Its version.</param>
/// <param name="EndsAt">When it ends or ended.</param>
/// <param name="Sequence">The sequence of the event that began it among those of the person.</param>
/// <param name="BeganAt">When that event happened.</param>
/// <param name="IsLast">Whether no stay of the person began later.</param>
internal sealed record KeptStayRow(
    string Person, string Stay, string Programme, long ProgrammeVersion, long EndsAt, long Sequence, long BeganAt,
    bool IsLast)
{
    public static RowTable<KeptStayRow> Table { get; } = new(
        "kept_stays",
        reader => new(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4),
            reader.GetInt64(5), reader.GetInt64(6), reader.IsTrue(7)),
        new("person", RowColumnKind.Text, row => row.Person) { IsKey = true },
        new("stay", RowColumnKind.Text, row => row.Stay) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("programme_version", RowColumnKind.Number, row => row.ProgrammeVersion),
        new("ends_at", RowColumnKind.Number, row => row.EndsAt),
        new("sequence", RowColumnKind.Number, row => row.Sequence),
        new("began_at", RowColumnKind.Number, row => row.BeganAt),
        new("is_last", RowColumnKind.Number, row => RowReading.Number(row.IsLast)));
}
