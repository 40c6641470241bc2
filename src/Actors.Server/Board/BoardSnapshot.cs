using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Programmes;
using Actors.Server.Hosting;
using Actors.Storage.Health;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Board;

/// <summary>Everything the board shows of one programme at one moment.</summary>
/// <param name="Programme">Its id.</param>
/// <param name="Programmes">All programmes, for the picker.</param>
/// <param name="Clock">The programme clock.</param>
/// <param name="People">The number of people by state.</param>
/// <param name="Open">Prompts that can be answered in time now.</param>
/// <param name="Today">What became of the prompts of the local date.</param>
/// <param name="Total">What became of all prompts.</param>
/// <param name="Check">A sentence that says whether the outcomes add up to the planned prompts.</param>
/// <param name="AnswersPerSecond">Answers per second of real time, over the last ten seconds.</param>
/// <param name="Calls">Video calls.</param>
/// <param name="Work">What waits for staff.</param>
/// <param name="Status">The state of the server.</param>
/// <param name="Events">The latest events, newest first.</param>
internal sealed record BoardSnapshot(
    string Programme, ImmutableArray<BoardProgramme> Programmes, BoardClock Clock, BoardPeople People, BoardOpen Open,
    BoardFates Today, BoardFates Total, string Check, double AnswersPerSecond, BoardCalls Calls, BoardWork Work,
    BoardStatus Status, ImmutableArray<BoardEvent> Events);

/// <summary>A programme that can be shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What staff call it.</param>
internal sealed record BoardProgramme(string Id, string Name);

/// <summary>The programme clock, local to the programme.</summary>
/// <param name="Local">Date and time of day without an offset.</param>
/// <param name="Date">The date in words.</param>
/// <param name="Time">Hours and minutes.</param>
/// <param name="Zone">The IANA zone.</param>
/// <param name="Speed">Programme seconds per real second.</param>
/// <param name="Pace">The speed in words; empty if it is 1.</param>
internal sealed record BoardClock(string Local, string Date, string Time, string Zone, double Speed, string Pace);

/// <summary>The number of people by state.</summary>
/// <param name="All">All people.</param>
/// <param name="Waiting">On the way to the place of stay.</param>
/// <param name="CheckedIn">At the place of stay.</param>
/// <param name="Ended">Free again.</param>
/// <param name="Unreachable">Without any contact for too long.</param>
/// <param name="Unconfirmed">Not on the roster.</param>
/// <param name="Connected">Phones of the programme connected to this server now.</param>
internal sealed record BoardPeople(
    long All, long Waiting, long CheckedIn, long Ended, long Unreachable, long Unconfirmed, long Connected)
{
    public static BoardPeople Of(ProgrammeFigures figures, long connected)
    {
        var people = figures.People;
        return new(
            people.All, people.Waiting, people.CheckedIn, people.Ended, people.Unreachable, people.Unconfirmed, connected);
    }
}

/// <summary>Prompts that can be answered in time now.</summary>
internal sealed record BoardOpen(long Location, long Health, long SecondFix)
{
    public static BoardOpen Of(ProgrammeFigures figures) => new(
        figures.Total.GetValueOrDefault(PromptKind.Location).Open,
        figures.Total.GetValueOrDefault(PromptKind.Health).Open,
        figures.Total.GetValueOrDefault(PromptKind.SecondFix).Open);
}

/// <summary>What became of prompts.</summary>
/// <param name="Prompts">All that were planned.</param>
/// <param name="Planned">Still to be issued.</param>
/// <param name="Open">Issued, and in time if answered now.</param>
/// <param name="Answered">In time.</param>
/// <param name="Late">Answered late.</param>
/// <param name="Missed">Reached the phone and not answered.</param>
/// <param name="Excused">Not held against the person.</param>
/// <param name="IsComplete">Whether the fates add up to the prompts.</param>
internal sealed record BoardFates(
    long Prompts, long Planned, long Open, long Answered, long Late, long Missed, long Excused, bool IsComplete)
{
    public static BoardFates Today(ProgrammeFigures figures) => Of(figures.Span.Values);

    public static BoardFates Ever(ProgrammeFigures figures) => Of(figures.Total.Values);

    private static BoardFates Of(IEnumerable<FateCounts> counts)
    {
        var sum = counts.Aggregate(default(FateCounts), (one, other) => one + other);
        return new(
            sum.Prompts, sum.Planned, sum.Open, sum.Answered, sum.Late, sum.Missed, sum.Excused, sum.Sum == sum.Prompts);
    }
}

/// <summary>Video calls.</summary>
/// <param name="Ringing">Calls that ring, or will in a moment.</param>
/// <param name="Checking">Calls in which faces and position are checked.</param>
/// <param name="Queued">Calls in which a person waits for staff.</param>
/// <param name="Waiting">Calls that ring again later.</param>
/// <param name="Today">What became of the calls that ended on the local date.</param>
/// <param name="Total">What became of all calls that ended.</param>
/// <param name="Note">What a viewer must know of the pictures; empty if nothing.</param>
internal sealed record BoardCalls(
    long Ringing, long Checking, long Queued, long Waiting, BoardOutcomes Today, BoardOutcomes Total, string Note)
{
    public static BoardCalls Of(ProgrammeFigures figures, BoardNotes notes)
    {
        var (now, span, total) = figures.Calls;
        return new(
            now.Announced + now.Ringing, now.Checking, now.Queued, now.Waiting, BoardOutcomes.Of(span),
            BoardOutcomes.Of(total), notes.Calls);
    }
}

/// <summary>What became of calls.</summary>
/// <param name="Passed">All people were seen, and a position was taken.</param>
/// <param name="CallBack">Staff call back.</param>
/// <param name="NotAnswered">No one answered, or the phone did not ring.</param>
/// <param name="Withdrawn">The person asked for the call and did not take it.</param>
internal sealed record BoardOutcomes(long Passed, long CallBack, long NotAnswered, long Withdrawn)
{
    public static BoardOutcomes Of(IReadOnlyDictionary<CallOutcome, long> calls) => new(
        calls.GetValueOrDefault(CallOutcome.Passed), calls.GetValueOrDefault(CallOutcome.CallBack),
        calls.GetValueOrDefault(CallOutcome.NotAnswered) + calls.GetValueOrDefault(CallOutcome.NotReached),
        calls.GetValueOrDefault(CallOutcome.Withdrawn));
}

/// <summary>What waits for staff.</summary>
/// <param name="Open">The number of open follow-ups.</param>
/// <param name="Kinds">The open follow-ups by kind, the most urgent kind first.</param>
internal sealed record BoardWork(long Open, ImmutableArray<BoardFollowUps> Kinds)
{
    /// <summary>The kinds of work for staff, the most urgent first.</summary>
    private static readonly FollowUps[] ByUrgency =
    [
        FollowUps.Symptoms, FollowUps.Supervisor, FollowUps.Unreachable, FollowUps.CallDue, FollowUps.NotAnswering,
        FollowUps.PhoneDisputed, FollowUps.Unconfirmed, FollowUps.UncertainPlace, FollowUps.NewPlace, FollowUps.PhoneProblem,
    ];

    public static BoardWork Of(ProgrammeFigures figures, ProgrammeZone zone) => new(
        figures.Work.Sum(kind => kind.Open),
        [
            .. figures.Work.OrderBy(kind => Array.IndexOf(ByUrgency, kind.Kind))
                .Select(kind => new BoardFollowUps(EventWords.Heading(kind.Kind), kind.Open, Since(kind.OldestAt, zone))),
        ]);

    /// <summary>Compares the kinds too.</summary>
    public bool Equals(BoardWork? other) => other is not null && Open == other.Open && Kinds.SequenceEqual(other.Kinds);

    /// <inheritdoc/>
    public override int GetHashCode() => Open.GetHashCode();

    private static string Since(DateTimeOffset at, ProgrammeZone zone) => string.Create(
        CultureInfo.InvariantCulture, $"since {zone.DateAt(at):d MMM} {zone.TimeAt(at):HH:mm}");
}

/// <summary>The open follow-ups of one kind.</summary>
/// <param name="Kind">The kind in words.</param>
/// <param name="Open">How many there are.</param>
/// <param name="Oldest">Since when the oldest waits, in local time.</param>
internal sealed record BoardFollowUps(string Kind, long Open, string Oldest);

/// <summary>What an installation for trials tells the viewers of the board. Thread-safe.</summary>
internal sealed class BoardNotes
{
    private volatile string? _pace;
    private volatile string _calls = "";

    /// <summary>Why the clock runs as it does; <c>null</c> for the words of the board.</summary>
    public string? Pace
    {
        get => _pace;
        set => _pace = value;
    }

    /// <summary>The link of the app for phones of visitors; <c>null</c> for none. It is set before the board is shown.</summary>
    public Uri? PhoneLink { get; set; }

    /// <summary>What the cameras of people show; empty if there is nothing to say.</summary>
    public string Calls
    {
        get => _calls;
        set => _calls = value;
    }
}

/// <summary>The state of the server.</summary>
/// <param name="IsWell">Whether no operator need look: the same as on the status page.</param>
/// <param name="Server"><paramref name="IsWell"/> in words.</param>
/// <param name="Storage">The state of storage in words.</param>
/// <param name="GrainsAwake">Grains in memory.</param>
/// <param name="Outages">Outages of the platform in the last seven days of programme time.</param>
/// <param name="CorruptRows">Rows with a wrong checksum found since the server started.</param>
internal sealed record BoardStatus(
    bool IsWell, string Server, string Storage, long GrainsAwake, long Outages, long CorruptRows)
{
    public static BoardStatus Of(ServerCondition server) => new(
        server.IsWell, server.Words,
        server.Storage.State == StorageState.Available ? "writes" : $"{server.Storage.State}: see the log",
        server.GrainsAwake, server.Outages.Count, server.CorruptRows);
}

/// <summary>An event in words.</summary>
/// <param name="Id">The id of the event.</param>
/// <param name="Who">A name made from the person's id.</param>
/// <param name="Text">What happened.</param>
/// <param name="Day">Day of the stay, where known, and local time.</param>
/// <param name="Tone">The outcome whose colour it has; empty if none.</param>
internal sealed record BoardEvent(string Id, string Who, string Text, string Day, string Tone);

/// <summary>The JSON of snapshots.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BoardSnapshot))]
internal sealed partial class BoardJson : JsonSerializerContext;
