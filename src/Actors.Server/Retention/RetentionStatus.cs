using System.Globalization;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Privacy.Retention;
using Actors.Storage.Outages;

namespace Actors.Server.Retention;

/// <summary>How retention stands.</summary>
/// <param name="Due">People whose term is over and who are not erased yet.</param>
/// <param name="DueHeld">People whose term is over and whom something holds.</param>
/// <param name="Holds">Holds that are set.</param>
/// <param name="UnderWay">Erasures that have begun.</param>
/// <param name="Erased">What was erased so far, by rule.</param>
/// <param name="LastAt">When the last erasure was done, by the programme clock; <c>null</c> if none was.</param>
public sealed record RetentionStatus(
    long Due, long DueHeld, long Holds, long UnderWay, IReadOnlyDictionary<string, long> Erased, DateTimeOffset? LastAt)
{
    /// <summary>In one line for operators.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"{Due} due, {UnderWay} under way, {DueHeld} held past their term ({Holds} holds)");
        foreach (var (rule, count) in Erased)
        {
            text.Append(CultureInfo.InvariantCulture, $", {count} erased by rule {rule}");
        }

        return LastAt is { } last
            ? text.Append(CultureInfo.InvariantCulture, $"; the last one at {last:yyyy-MM-dd HH:mm} UTC").ToString()
            : text.ToString();
    }
}

/// <summary>Reads how retention stands.</summary>
internal sealed class RetentionStatusReader(RetentionTable table, ProgrammeCatalogue programmes, IProgrammeTime time)
{
    /// <summary>Reads it now.</summary>
    public async Task<RetentionStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var (due, held) = (0L, 0L);
        foreach (var programme in programmes.All)
        {
            var count = await table.CountDueAsync(programme, time.Now, cancellationToken);
            (due, held) = (due + count.Due, held + count.Held);
        }

        var counts = await table.CountAsync(cancellationToken);
        return new(due, held, counts.Holds, counts.UnderWay, counts.Done, counts.LastAt);
    }
}
