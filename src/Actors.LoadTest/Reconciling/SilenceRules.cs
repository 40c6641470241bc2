using Actors.Client.Simulated;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// Only who was silent for the span of the programme is taken for unreachable, and whoever is truly gone is found.
/// </summary>
internal static class SilenceRules
{
    private static readonly TimeSpan LeastSlack = TimeSpan.FromMinutes(20);

    /// <summary>So long the server waits more when it was away: what it heard just before may have gone with it.</summary>
    private static readonly TimeSpan AfterOutage = TimeSpan.FromMinutes(15);

    /// <summary>Checks one person.</summary>
    /// <returns>Whether the person is gone for so long that it must have been noticed; and whether it was, in time.</returns>
    public static (bool IsGone, bool IsFound) Check(
        StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        if (journal is null || stay.Started is not { } started)
        {
            return default;
        }

        foreach (var (at, step) in stay.Silences)
        {
            CheckStep(stay, journal, at, step, circumstances, findings);
        }

        if (journal.GoneSince is null)
        {
            return default;
        }

        var heardAt = Later(Later(started.At, stay.HeardAt), journal.Life.Count > 0 ? journal.Life[^1].To : null);
        heardAt = Later(heardAt, journal.SpokeAt);
        var latest = Latest(heardAt, circumstances);
        if (latest > circumstances.Until || latest > started.EndsAt)
        {
            return default;
        }

        var isFound = stay.Silences.Any(silence => silence.At >= heardAt && silence.At <= latest);
        if (!isFound)
        {
            findings.Add(FindingKind.NotFound, stay, $"last heard of at {heardAt:u}, to be found by {latest:u}");
        }

        return (true, isFound);
    }

    private static void CheckStep(
        StayHistory stay, Journal journal, DateTimeOffset at, int step, Circumstances circumstances, Findings findings)
    {
        var span = step > 1 ? circumstances.Rules.SupervisorAfter : circumstances.Rules.UnreachableAfter;
        var slack = Slack(circumstances);
        var (from, to) = (at - span + slack, at - slack);
        var life = journal.Life.LastOrDefault(life => life.From < to);
        if (life != default && life.To > from)
        {
            findings.Add(
                FindingKind.WronglyBlamed, stay,
                $"step {step} of silence at {at:u}, but the phone was there from {life.From:u} to {life.To:u}");
        }
    }

    /// <summary>When somebody who was last heard of at a moment must have been missed.</summary>
    private static DateTimeOffset Latest(DateTimeOffset heardAt, Circumstances circumstances)
    {
        var span = circumstances.Rules.UnreachableAfter;
        var end = circumstances.After(heardAt, span);
        return (end > heardAt + span ? circumstances.After(heardAt, span + AfterOutage) : end)
            + Circumstances.Punctuality + Slack(circumstances);
    }

    /// <summary>By how much the clocks of phones and server may differ: at high speed a moment on the way is minutes.</summary>
    private static TimeSpan Slack(Circumstances circumstances) =>
        circumstances.Tolerance > LeastSlack ? circumstances.Tolerance : LeastSlack;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
