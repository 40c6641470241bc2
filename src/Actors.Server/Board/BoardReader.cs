using System.Collections.Immutable;
using System.Globalization;
using Actors.Domain.Programmes;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Board;

/// <summary>
/// Makes snapshots from the read models and the meters of this process, without calling the grain of any person.
/// </summary>
internal sealed class BoardReader(
    ProgrammeCatalogue programmes, IProgrammeTime time, BoardPhones phones, StorageHealth health,
    ConditionReader condition, BoardNotes notes, IServiceProvider services)
{
    // Storage in memory has no read models.
    private readonly EntrantFigures? _figures = services.GetService<EntrantFigures>();

    private readonly ImmutableArray<BoardProgramme> _programmes =
        [.. programmes.Ids.Select(id => new BoardProgramme(id.Value, programmes.Newest(id).Name))];

    /// <summary>
    /// The programme with this id; <c>null</c> if there is none. Without an id the one with most people present, then the
    /// first by name.
    /// </summary>
    /// <param name="id">The id; <c>null</c> or empty for none.</param>
    /// <param name="staff">Who asks: finds only what the person works for; <c>null</c> for an operator of the machine.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<ProgrammeId?> FindAsync(string? id, StaffIdentity? staff, CancellationToken cancellationToken)
    {
        var ids = programmes.Ids.Where(each => staff?.WorksFor(each) != false).ToList();
        if (!string.IsNullOrEmpty(id))
        {
            return ProgrammeId.TryParse(id, out var asked) && ids.Contains(asked) ? asked : null;
        }

        var (found, most) = ((ProgrammeId?)null, -1L);
        foreach (var programme in ids.OrderBy(each => programmes.Newest(each).Name, StringComparer.Ordinal))
        {
            var now = time.Now;
            var people = (await FiguresAsync(programme, programmes.Newest(programme).Zone, now, cancellationToken)).People;
            if (people.Waiting + people.CheckedIn is var present && present > most)
            {
                (found, most) = (programme, present);
            }
        }

        return found;
    }

    public async Task<BoardSnapshot> ReadAsync(ProgrammeId id, AnswerRate rate, CancellationToken cancellationToken)
    {
        var zone = programmes.Newest(id).Zone;
        var now = time.Now;
        var figures = await FiguresAsync(id, zone, now, cancellationToken);
        var total = BoardFates.Ever(figures);
        return new(
            id.Value,
            _programmes,
            Clock(zone, now),
            BoardPeople.Of(figures, phones.Connected(id)),
            BoardOpen.Of(figures),
            BoardFates.Today(figures),
            total,
            Check(total),
            rate.Update(total.Answered + total.Late),
            BoardCalls.Of(figures, notes),
            BoardWork.Of(figures, zone),
            BoardStatus.Of(await condition.ReadAsync(cancellationToken)),
            EventWords.TellAll(figures, zone));
    }

    private static string Check(BoardFates total)
    {
        var prompts = total.Prompts.ToString("N0", CultureInfo.InvariantCulture);
        return total.IsComplete
            ? $"All {prompts} planned prompts are accounted for."
            : $"The outcomes do not add up to the {prompts} planned prompts: a prompt was lost.";
    }

    private async Task<ProgrammeFigures> FiguresAsync(
        ProgrammeId id, ProgrammeZone zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_figures is null || health.Status.State != StorageState.Available)
        {
            return ProgrammeFigures.None;
        }

        var today = zone.DateAt(now);
        return await _figures.ReadAsync(id.Value, zone.StartOf(today), zone.StartOf(today.AddDays(1)), cancellationToken);
    }

    private BoardClock Clock(ProgrammeZone zone, DateTimeOffset now)
    {
        var (date, clock) = (zone.DateAt(now), zone.TimeAt(now));
        var culture = CultureInfo.InvariantCulture;
        return new(
            date.ToDateTime(clock).ToString("yyyy-MM-ddTHH:mm:ss", culture), date.ToString("dddd, d MMMM yyyy", culture),
            clock.ToString("HH:mm", culture), zone.Id, time.Speed,
            notes.Pace ?? (
                time.Speed is 1 ? "" : time.Speed is 0 ? "stands still" : string.Create(culture, $"{time.Speed:N0}× speed")));
    }
}

/// <summary>Answers per second over the last ten seconds, computed from readings of their total.</summary>
internal sealed class AnswerRate(TimeProvider wall)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private readonly Queue<(long Timestamp, long Answers)> _readings = new();

    /// <summary>Adds a reading of the total, and returns the rate in answers per second.</summary>
    public double Update(long answers)
    {
        var now = wall.GetTimestamp();
        _readings.Enqueue((now, answers));
        while (_readings.Count > 2 && wall.GetElapsedTime(_readings.Peek().Timestamp, now) > Span)
        {
            _readings.Dequeue();
        }

        var (then, before) = _readings.Peek();
        var seconds = wall.GetElapsedTime(then, now).TotalSeconds;
        return seconds < 0.2 ? 0 : Math.Round(Math.Max(0, answers - before) / seconds, 1);
    }
}
