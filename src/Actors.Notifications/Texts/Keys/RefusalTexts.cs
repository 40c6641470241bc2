namespace Actors.Notifications.Texts.Keys;

/// <summary>Why a command was refused, for the person who sent it.</summary>
public static class RefusalTexts
{
    /// <summary>Takes <c>max</c>, <c>min</c>.</summary>
    public static TextKey LatitudeOutOfRange { get; } = new("refusal.latitude-out-of-range");

    /// <summary>Takes <c>max</c>, <c>min</c>.</summary>
    public static TextKey LongitudeOutOfRange { get; } = new("refusal.longitude-out-of-range");

    /// <summary>Takes <c>min</c>.</summary>
    public static TextKey AccuracyOutOfRange { get; } = new("refusal.accuracy-out-of-range");

    public static TextKey FixFromTheFuture { get; } = new("refusal.fix-from-the-future");

    public static TextKey FixTooOld { get; } = new("refusal.fix-too-old");

    public static TextKey FixUnusable { get; } = new("refusal.fix-unusable");

    /// <summary>Takes <c>max</c>, <c>min</c>.</summary>
    public static TextKey TemperatureOutOfRange { get; } = new("refusal.temperature-out-of-range");

    /// <summary>Takes <c>max</c>.</summary>
    public static TextKey NoteTooLong { get; } = new("refusal.note-too-long");

    public static TextKey UnknownSymptom { get; } = new("refusal.unknown-symptom");

    public static TextKey HandleForeign { get; } = new("refusal.handle-foreign");

    public static TextKey HandleUsed { get; } = new("refusal.handle-used");

    public static TextKey HandleExpired { get; } = new("refusal.handle-expired");

    public static TextKey HandleOfOtherKind { get; } = new("refusal.handle-of-other-kind");

    public static TextKey AnsweredInFuture { get; } = new("refusal.answered-in-future");

    public static TextKey AnsweredTooLongAgo { get; } = new("refusal.answered-too-long-ago");

    public static TextKey MessageTooLarge { get; } = new("refusal.message-too-large");

    public static TextKey WrongVersion { get; } = new("refusal.wrong-version");

    public static TextKey NotSignedIn { get; } = new("refusal.not-signed-in");

    public static TextKey StayEnded { get; } = new("refusal.stay-ended");

    public static TextKey NoStay { get; } = new("refusal.no-stay");

    public static TextKey StayGoesOn { get; } = new("refusal.stay-goes-on");

    public static TextKey StayOver { get; } = new("refusal.stay-over");

    public static TextKey LandedInFuture { get; } = new("refusal.landed-in-future");

    public static TextKey ProgrammeUnknown { get; } = new("refusal.programme-unknown");

    /// <summary>Takes <c>max</c>.</summary>
    public static TextKey TooManyCompanions { get; } = new("refusal.too-many-companions");

    public static TextKey CheckInFirst { get; } = new("refusal.check-in-first");

    public static TextKey CallOver { get; } = new("refusal.call-over");

    public static TextKey CallsFull { get; } = new("refusal.calls-full");

    public static TextKey CarerIsCalled { get; } = new("refusal.carer-is-called");

    public static TextKey OfferUnusable { get; } = new("refusal.offer-unusable");

    public static TextKey TryAgainLater { get; } = new("refusal.try-again-later");

    public static TextKey OurFault { get; } = new("refusal.our-fault");

    /// <summary>The text for the code of a refusal; <see cref="TryAgainLater"/> if the code has no text.</summary>
    public static TextKey Of(string code) =>
        TextKey.TryParse($"refusal.{code}", out var key) && KnownTexts.All.Contains(key) ? key : TryAgainLater;
}
