using System.Collections.Immutable;
using System.Text.Json.Serialization;
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
/// <param name="Status">The state of the server.</param>
/// <param name="Events">The latest events, newest first.</param>
internal sealed record BoardSnapshot(
    string Programme, ImmutableArray<BoardProgramme> Programmes, BoardClock Clock, BoardPeople People, BoardOpen Open,
    BoardFates Today, BoardFates Total, string Check, double AnswersPerSecond, BoardStatus Status,
    ImmutableArray<BoardEvent> Events);

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
    long All, long Waiting, long CheckedIn, long Ended, long Unreachable, long Unconfirmed, long Connected);

/// <summary>Prompts that can be answered in time now.</summary>
internal sealed record BoardOpen(long Location, long Health, long SecondFix);

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
    public static BoardFates Of(IEnumerable<FateCounts> counts)
    {
        var sum = counts.Aggregate(default(FateCounts), (one, other) => one + other);
        return new(
            sum.Prompts, sum.Planned, sum.Open, sum.Answered, sum.Late, sum.Missed, sum.Excused, sum.Sum == sum.Prompts);
    }
}

/// <summary>The state of the server.</summary>
/// <param name="IsWell">Whether storage writes and no row is corrupt.</param>
/// <param name="Storage">The state of storage in words.</param>
/// <param name="GrainsAwake">Grains in memory.</param>
/// <param name="Outages">Outages of the platform in the last seven days.</param>
/// <param name="CorruptRows">Rows with a wrong checksum found since the server started.</param>
internal sealed record BoardStatus(bool IsWell, string Storage, long GrainsAwake, long Outages, long CorruptRows);

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
