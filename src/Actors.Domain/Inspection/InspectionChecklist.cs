using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Programmes;

namespace Actors.Domain.Inspection;

/// <summary>The checklist of an inspection, as data (SPEC E9).</summary>
public static class InspectionChecklist
{
    /// <summary>The permissions that the app needs.</summary>
    public const PhoneFaults Permissions = PhoneFaults.NotificationsDenied | PhoneFaults.LocationDenied
        | PhoneFaults.CameraDenied | PhoneFaults.MicrophoneDenied;

    private static readonly ImmutableArray<CheckItem> All = [.. Enum.GetValues<CheckItem>()];

    /// <summary>
    /// Whether the officer sees with their own eyes whether an item is met. To mark <see cref="CheckItem.Confirmed"/>, after
    /// comparing the passports, confirms everyone whom the roster does not know.
    /// </summary>
    public static bool IsByHand(CheckItem item) => item is CheckItem.Confirmed or CheckItem.Pledge
        or CheckItem.TestCertificate or CheckItem.Questionnaire or CheckItem.LocationHistory or CheckItem.ExposureApp;

    /// <summary>Whether the phone answers a test of it.</summary>
    public static bool IsTest(CheckItem item) => item is CheckItem.PushTest or CheckItem.LocationTest or CheckItem.CameraTest;

    /// <summary>Whether a person may pass although a required item is not met, if the officer says so.</summary>
    public static bool IsWaivable(CheckItem item) => item != CheckItem.Registered;

    /// <summary>Makes the checklist.</summary>
    /// <param name="state">What was said and tested so far.</param>
    /// <param name="isConfirmed">Whether the person and all companions are confirmed.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="testWait">How long tests wait for their answers, on the programme clock.</param>
    /// <param name="now">The programme clock.</param>
    public static ImmutableArray<CheckLine> Of(
        InspectionState state, bool isConfirmed, InspectionRules rules, TimeSpan testWait, DateTimeOffset now) =>
        [.. All.Select(item => LineOf(item, state, isConfirmed, rules, now < state.TestedAt + testWait))];

    /// <summary>Whether the stay may begin: every required item is met or waived.</summary>
    public static bool IsComplete(ImmutableArray<CheckLine> checklist) =>
        checklist.All(line => !line.IsRequired || line.Standing is CheckStanding.Met or CheckStanding.Waived);

    private static CheckLine LineOf(
        CheckItem item, InspectionState state, bool isConfirmed, InspectionRules rules, bool isTesting)
    {
        var mark = state.Marks.FirstOrDefault(mark => mark.Item == item);
        var (standing, problem) = Measure(item, state, isConfirmed, isTesting);
        if (mark?.Mark == CheckMark.Waived && standing != CheckStanding.Met)
        {
            standing = CheckStanding.Waived;
        }
        else if (mark?.Mark == CheckMark.Met && item != CheckItem.Confirmed)
        {
            standing = CheckStanding.Met; // Who is confirmed, the registrations say.
        }

        return new(
            item, rules.Required.Contains(item), standing, standing == CheckStanding.Met ? CheckProblem.None : problem,
            mark?.Staff, mark?.At);
    }

    private static (CheckStanding Standing, CheckProblem Problem) Measure(
        CheckItem item, InspectionState state, bool isConfirmed, bool isTesting)
    {
        if (item == CheckItem.Registered || (item == CheckItem.Confirmed && isConfirmed))
        {
            return (CheckStanding.Met, CheckProblem.None);
        }

        return item == CheckItem.Confirmed ? (CheckStanding.Missing, CheckProblem.NotConfirmed)
            : item == CheckItem.Permissions ? MeasurePermissions(state.Phone, isTesting)
            : IsTest(item) ? MeasureTest(item, state, isTesting)
            : (CheckStanding.Missing, CheckProblem.NotShown);
    }

    private static (CheckStanding Standing, CheckProblem Problem) MeasurePermissions(PhoneFaults? phone, bool isTesting)
    {
        if (phone is not { } faults)
        {
            return (isTesting ? CheckStanding.Waiting : CheckStanding.Missing, CheckProblem.NotTested);
        }

        return (faults & Permissions) == PhoneFaults.None ? (CheckStanding.Met, CheckProblem.None)
            : faults.HasFlag(PhoneFaults.NotificationsDenied) ? (CheckStanding.Missing, CheckProblem.NotificationsDenied)
            : faults.HasFlag(PhoneFaults.LocationDenied) ? (CheckStanding.Missing, CheckProblem.LocationDenied)
            : faults.HasFlag(PhoneFaults.CameraDenied) ? (CheckStanding.Missing, CheckProblem.CameraDenied)
            : (CheckStanding.Missing, CheckProblem.MicrophoneDenied);
    }

    private static (CheckStanding Standing, CheckProblem Problem) MeasureTest(
        CheckItem item, InspectionState state, bool isTesting)
    {
        if (state.Answers.FirstOrDefault(answer => answer.Item == item) is { } answer)
        {
            return answer.Fault == TestFault.None
                ? (CheckStanding.Met, CheckProblem.None)
                : (CheckStanding.Missing, ProblemOf(item, answer.Fault));
        }

        return isTesting ? (CheckStanding.Waiting, CheckProblem.None)
            : (CheckStanding.Missing, state.TestedAt is null ? CheckProblem.NotTested : NoAnswer(item, state));
    }

    private static CheckProblem ProblemOf(CheckItem item, TestFault fault)
    {
        var isCamera = item == CheckItem.CameraTest;
        return fault == TestFault.Denied ? (isCamera ? CheckProblem.CameraDenied : CheckProblem.LocationDenied)
            : fault == TestFault.Unavailable ? (isCamera ? CheckProblem.CameraBroken : CheckProblem.LocationOff)
            : fault == TestFault.Imprecise ? CheckProblem.LocationImprecise
            : fault == TestFault.Simulated ? CheckProblem.LocationSimulated
            : CheckProblem.NotConnected;
    }

    private static CheckProblem NoAnswer(CheckItem item, InspectionState state) =>
        item != CheckItem.PushTest ? CheckProblem.NoAnswer
        : state.Phone is { } faults && faults.HasFlag(PhoneFaults.NotificationsDenied) ? CheckProblem.NotificationsDenied
        : CheckProblem.NoPush;
}

/// <summary>A line of the checklist.</summary>
/// <param name="Item">The item.</param>
/// <param name="IsRequired">Whether it must be met.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Problem">What is wrong, for the text that says how to mend it.</param>
/// <param name="Staff">The account of the officer who marked it; <c>null</c> if none did.</param>
/// <param name="At">When it was marked; <c>null</c> if it was not.</param>
[GenerateSerializer, Immutable, Alias("check-line")]
public sealed record CheckLine(
    [property: Id(0)] CheckItem Item, [property: Id(1)] bool IsRequired, [property: Id(2)] CheckStanding Standing,
    [property: Id(3)] CheckProblem Problem, [property: Id(4)] string? Staff, [property: Id(5)] DateTimeOffset? At);

/// <summary>How an item stands.</summary>
[GenerateSerializer, Alias("check-standing")]
public enum CheckStanding : byte
{
    /// <summary>It is not met.</summary>
    Missing,

    /// <summary>The phone is asked.</summary>
    Waiting,

    /// <summary>It is met.</summary>
    Met,

    /// <summary>It is not met, and the person may pass without it.</summary>
    Waived,
}

/// <summary>What is wrong with an item. Each has a text that says how to mend it.</summary>
[GenerateSerializer, Alias("check-problem")]
public enum CheckProblem : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The roster does not know the person, or a companion.</summary>
    NotConfirmed,

    /// <summary>The officer has not seen it.</summary>
    NotShown,

    /// <summary>The tests were not started.</summary>
    NotTested,

    /// <summary>The phone did not answer.</summary>
    NoAnswer,

    /// <summary>The phone did not receive the push.</summary>
    NoPush,

    /// <summary>No phone is connected.</summary>
    NotConnected,

    /// <summary>The app may not show notifications.</summary>
    NotificationsDenied,

    /// <summary>The app may not use the location.</summary>
    LocationDenied,

    /// <summary>The location of the phone is off.</summary>
    LocationOff,

    /// <summary>The position is too inaccurate.</summary>
    LocationImprecise,

    /// <summary>The position is simulated.</summary>
    LocationSimulated,

    /// <summary>The app may not use the camera.</summary>
    CameraDenied,

    /// <summary>The camera does not work.</summary>
    CameraBroken,

    /// <summary>The app may not use the microphone.</summary>
    MicrophoneDenied,
}
