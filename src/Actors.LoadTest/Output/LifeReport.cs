using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Output;

/// <summary>The figures of a run. Programs read the JSON, so its names keep their meaning.</summary>
internal sealed record LifeReport
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int Entrants { get; init; }

    public required int Days { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Number of those who registered, companions too.</summary>
    public required int Registered { get; init; }

    /// <summary>Number of those whom the roster confirmed.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Number of those whom the roster did not know at the landing.</summary>
    public required int HeldBack { get; init; }

    /// <summary>Real seconds from the first registration to the last.</summary>
    public required double EnteringS { get; init; }

    public required int Prompts { get; init; }

    public required int Answered { get; init; }

    public required int Late { get; init; }

    public required int Missed { get; init; }

    public required int Excused { get; init; }

    /// <summary>Those of them that are excused because an answer could not be used.</summary>
    public required int ExcusedPhone { get; init; }

    /// <summary>Number of prompts whose phone proved a push.</summary>
    public required int ProvedByPush { get; init; }

    /// <summary>Number of prompts whose handset proved a short message.</summary>
    public required int ProvedBySms { get; init; }

    public required int Open { get; init; }

    public required int Lost { get; init; }

    public required int Duplicated { get; init; }

    public required int WrongDays { get; init; }

    public required int WronglyBlamed { get; init; }

    /// <summary>Whether the outcomes add up to the prompts.</summary>
    public required bool AddsUp { get; init; }

    public required int Gone { get; init; }

    public required int GoneFound { get; init; }

    /// <summary>Gone people who cannot be judged.</summary>
    public required int GoneNotJudged { get; init; }

    public required int Reports { get; init; }

    public required double ReportsPerS { get; init; }

    [JsonPropertyName("p50_ms")]
    public required double P50Ms { get; init; }

    [JsonPropertyName("p99_ms")]
    public required double P99Ms { get; init; }

    public required double Seconds { get; init; }

    public required int Servers { get; init; }

    public required int Kills { get; init; }

    public required int Pauses { get; init; }

    public required int Restarts { get; init; }

    /// <summary>
    /// The longest time until every connected phone had an answer again after a server was killed, hung or stopped, in real
    /// seconds; 0 with one server.
    /// </summary>
    public required double FailOverS { get; init; }

    /// <summary>The longest time that a server that had hung ran on after it woke, in real seconds.</summary>
    public required double RanOnS { get; init; }

    /// <summary>For how long no server ran, in hours of programme time.</summary>
    public required double DeadHours { get; init; }

    /// <summary>The recorded outages, in hours of programme time.</summary>
    public required double RecordedOutageHours { get; init; }

    /// <summary>Programme seconds per real second, on average.</summary>
    public required double Speed { get; init; }

    /// <summary>How far the clocks of phones and servers may have differed, in seconds of programme time.</summary>
    public required double ToleranceS { get; init; }

    /// <summary>The settings by which servers of the load test allow more than usual.</summary>
    public required IReadOnlyList<string> RaisedLimits { get; init; }

    /// <summary>Computes the figures.</summary>
    public static LifeReport Of(LifeOptions options, LifeRecord life, Reconciliation found, EntryReconciliation entered) => new()
    {
        Entrants = options.Entrants,
        Days = options.Days,
        Seed = options.Seed,
        Registered = entered.Registered,
        Confirmed = entered.Confirmed,
        HeldBack = entered.Held,
        EnteringS = Math.Round(life.Entering.TotalSeconds, 1),
        Prompts = found.Prompts,
        Answered = found.Of(PromptOutcome.Answered),
        Late = found.Of(PromptOutcome.Late),
        Missed = found.Of(PromptOutcome.Missed),
        Excused = found.Of(PromptOutcome.Excused),
        ExcusedPhone = found.ExcusedPhone,
        ProvedByPush = found.Proofs.GetValueOrDefault(Channel.Push),
        ProvedBySms = found.Proofs.GetValueOrDefault(Channel.Sms),
        Open = found.Open,
        Lost = found.Count(FindingKind.Lost),
        Duplicated = found.Count(FindingKind.Duplicated),
        WrongDays = found.Count(FindingKind.WrongDay),
        WronglyBlamed = found.Count(FindingKind.WronglyBlamed),
        AddsUp = found.AddsUp,
        Gone = found.Gone,
        GoneFound = found.GoneFound,
        GoneNotJudged = found.GoneNotJudged,
        Reports = life.Latencies.Count,
        ReportsPerS = Math.Round(life.Latencies.Count / life.Elapsed.TotalSeconds, 1),
        P50Ms = Math.Round(life.Latencies.Percentile(50), 2),
        P99Ms = Math.Round(life.Latencies.Percentile(99), 2),
        Seconds = Math.Round(life.Elapsed.TotalSeconds, 1),
        Servers = options.Servers,
        Kills = life.Kills,
        Pauses = life.Count(DisturbanceKind.Pause),
        Restarts = life.Count(DisturbanceKind.Restart),
        FailOverS = Longest(life, failOver => failOver.Time),
        RanOnS = Longest(life, failOver => failOver.Ended ?? TimeSpan.Zero),
        DeadHours = Hours(life.Circumstances.Outages),
        RecordedOutageHours = Hours(OutageSpan.Union(life.Circumstances.Recorded)),
        Speed = Math.Round(life.Speed),
        ToleranceS = Math.Round(life.Circumstances.Tolerance.TotalSeconds, 1),
        RaisedLimits = ChildServer.RaisedLimits,
    };

    private static double Longest(LifeRecord life, Func<FailOver, TimeSpan> time) =>
        Math.Round(life.FailOvers.Select(time).DefaultIfEmpty().Max().TotalSeconds, 1);

    private static double Hours(IEnumerable<OutageSpan> outages) =>
        Math.Round(outages.Sum(outage => outage.Length.TotalHours), 2);

    /// <summary>Writes one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
