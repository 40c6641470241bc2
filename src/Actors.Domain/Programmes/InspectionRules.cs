using System.Collections.Immutable;

namespace Actors.Domain.Programmes;

/// <summary>The rules of the inspection at the airport (SPEC E9).</summary>
public sealed record InspectionRules
{
    /// <summary>The items that must be met before the stay begins. The others are shown only.</summary>
    public required ImmutableArray<CheckItem> Required { get; init; }

    /// <summary>How long the phone may take to answer a test.</summary>
    public required TimeSpan TestWait { get; init; }

    /// <summary>How long the code that the phone shows to the officer is good.</summary>
    public required TimeSpan CodeLifetime { get; init; }

    /// <summary>
    /// How many days ago the flight of a person on the roster may have landed, before the officer types the time.
    /// </summary>
    public required int LandedWithinDays { get; init; }

    /// <summary>
    /// From the day after entry on, people are reminded each so many days to keep location history and exposure app on; 0 for
    /// never.
    /// </summary>
    public required int RemindEveryDays { get; init; }

    /// <summary>The local time from which they are reminded, within an hour, so that not all are at once.</summary>
    public required TimeOnly RemindAt { get; init; }

    /// <summary>Compares the rules, of the items one by one.</summary>
    public bool Equals(InspectionRules? other) => other is not null && Required.SequenceEqual(other.Required)
        && (TestWait, CodeLifetime, LandedWithinDays, RemindEveryDays, RemindAt)
        == (other.TestWait, other.CodeLifetime, other.LandedWithinDays, other.RemindEveryDays, other.RemindAt);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Required.Length, TestWait, CodeLifetime, RemindEveryDays, RemindAt);
}

/// <summary>An item of the checklist at the airport (SPEC E9). The numbers are stored.</summary>
[GenerateSerializer, Alias("check-item")]
public enum CheckItem : byte
{
    /// <summary>The person has registered.</summary>
    Registered = 1,

    /// <summary>The roster, or staff, confirmed the person, and all companions.</summary>
    Confirmed = 2,

    /// <summary>The written pledge is signed.</summary>
    Pledge = 3,

    /// <summary>The certificate of the test before departure is there.</summary>
    TestCertificate = 4,

    /// <summary>The questionnaire is filled in.</summary>
    Questionnaire = 5,

    /// <summary>The app may use notifications, location, camera and microphone. The phone says so.</summary>
    Permissions = 6,

    /// <summary>The phone received a test push.</summary>
    PushTest = 7,

    /// <summary>The phone sent its position.</summary>
    LocationTest = 8,

    /// <summary>The camera of the phone works.</summary>
    CameraTest = 9,

    /// <summary>The phone keeps its location history.</summary>
    LocationHistory = 10,

    /// <summary>The exposure app is set up: terms accepted after entry, region of the country, Bluetooth on.</summary>
    ExposureApp = 11,
}
