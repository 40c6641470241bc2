using Actors.Client.Simulated;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// Only a person who was silent for the span of the programme counts as unreachable, and every person who is truly gone is
/// found.
/// </summary>
internal static class SilenceRules
{
    private static readonly TimeSpan MinSlack = TimeSpan.FromMinutes(20);

    /// <summary>The extra time of the server after an outage, because it may have lost the last contacts.</summary>
    private static readonly TimeSpan AfterOutage = TimeSpan.FromMinutes(15);

    /// <summary>Checks one person.</summary>
    /// <returns>Whether the person is gone for so long that the server must have noticed, and whether it did in time.</returns>
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

        var heardAt = Later(Later(started.At, stay.HeardAt), journal.Contacts.Count > 0 ? journal.Contacts[^1].To : null);
        heardAt = Later(heardAt, journal.LastSentAt);
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
        var contact = journal.Contacts.LastOrDefault(contact => contact.From < to);
        if (contact != default && contact.To > from)
        {
            findings.Add(
                FindingKind.WronglyBlamed, stay,
                $"step {step} of silence at {at:u}, but the phone was there from {contact.From:u} to {contact.To:u}");
        }
    }

    /// <summary>By when the server must have noticed the silence of a person.</summary>
    private static DateTimeOffset Latest(DateTimeOffset heardAt, Circumstances circumstances)
    {
        var span = circumstances.Rules.UnreachableAfter;
        var end = circumstances.After(heardAt, span);
        return (end > heardAt + span ? circumstances.After(heardAt, span + AfterOutage) : end)
            + Circumstances.Punctuality + Slack(circumstances);
    }

    /// <summary>How far the clocks of phones and servers may differ. At high speed a delay is minutes.</summary>
    private static TimeSpan Slack(Circumstances circumstances) =>
        circumstances.Tolerance > MinSlack ? circumstances.Tolerance : MinSlack;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
