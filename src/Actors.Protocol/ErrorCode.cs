namespace Actors.Protocol;

/// <summary>
/// Why the server did not do what a peer asked. Codes are stable; a peer that meets one it does not know shows the message.
/// </summary>
public static class ErrorCode
{
    /// <summary>The server has no message of that name.</summary>
    public const string UnknownMessage = "unknown-message";

    /// <summary>The arguments are not what the message has: a member is missing or of another type.</summary>
    public const string WrongTypes = "wrong-types";

    /// <summary>What came is not JSON, or nested too deep. The connection closes.</summary>
    public const string NotJson = "not-json";

    /// <summary>The message is longer than <see cref="Limits.MessageBytes"/>.</summary>
    public const string MessageTooLarge = "message-too-large";

    /// <summary>More messages in a short time than anybody needs. Later ones are taken again.</summary>
    public const string TooManyMessages = "too-many-messages";

    /// <summary>The server does not speak that version of the protocol. The connection closes.</summary>
    public const string WrongVersion = "wrong-version";

    /// <summary>The app is older than the server accepts: it is to be updated. The connection closes.</summary>
    public const string AppTooOld = "app-too-old";

    /// <summary>The first message of a connection is Hello.</summary>
    public const string HelloFirst = "hello-first";

    /// <summary>The phone answers for itself and for companions, for nobody else.</summary>
    public const string NotYourPerson = "not-your-person";

    /// <summary>Too much to do at the moment, or an answer took too long: the same message may be sent again later.</summary>
    public const string Busy = "busy";

    /// <summary>Something went wrong in the server: the same message may be sent again later.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>A member has nothing in it that must have something.</summary>
    public const string ValueMissing = "value-missing";

    /// <summary>A member does not have the form that it must have.</summary>
    public const string ValueMalformed = "value-malformed";

    /// <summary>A member is smaller or larger than possible.</summary>
    public const string ValueOutOfRange = "value-out-of-range";

    /// <summary>A text or a list is longer than allowed.</summary>
    public const string ValueTooLong = "value-too-long";

    /// <summary>There is no stay, or none yet.</summary>
    public const string NoStay = "no-stay";

    /// <summary>The stay is over: nothing is accepted any more.</summary>
    public const string StayEnded = "stay-ended";

    /// <summary>A stay is going on; another one begins only after its end.</summary>
    public const string StayGoesOn = "stay-goes-on";

    /// <summary>The programme or its version is not known here.</summary>
    public const string ProgrammeUnknown = "programme-unknown";

    /// <summary>The person landed later than now.</summary>
    public const string LandedInFuture = "landed-in-future";

    /// <summary>The stay would have ended before now.</summary>
    public const string StayOver = "stay-over";

    /// <summary>The handle was never given out to this person, or was made up.</summary>
    public const string HandleForeign = "handle-foreign";

    /// <summary>The handle was used before, or something newer took its place.</summary>
    public const string HandleUsed = "handle-used";

    /// <summary>The last moment at which the handle was taken, marked late, is over.</summary>
    public const string HandleExpired = "handle-expired";

    /// <summary>The handle is of a prompt for something else.</summary>
    public const string HandleOfOtherKind = "handle-of-other-kind";

    /// <summary>The fix is too inaccurate or too old: send another one.</summary>
    public const string FixUnusable = "fix-unusable";

    /// <summary>The answer says that it was given later than now.</summary>
    public const string AnsweredInFuture = "answered-in-future";

    /// <summary>
    /// The answer says that it was given days ago, or before several that were taken since: it may have been one of them.
    /// </summary>
    public const string AnsweredTooLongAgo = "answered-too-long-ago";

    /// <summary>One person answers for at most so many others.</summary>
    public const string TooManyCompanions = "too-many-companions";

    /// <summary>The latitude is not between -90 and 90 degrees.</summary>
    public const string LatitudeOutOfRange = "latitude-out-of-range";

    /// <summary>The longitude is not between -180 and 180 degrees.</summary>
    public const string LongitudeOutOfRange = "longitude-out-of-range";

    /// <summary>The accuracy is not a number of metres, 0 or more.</summary>
    public const string AccuracyOutOfRange = "accuracy-out-of-range";

    /// <summary>The fix was taken later than now.</summary>
    public const string FixFromTheFuture = "fix-from-the-future";

    /// <summary>The fix was taken too long ago to be kept.</summary>
    public const string FixTooOld = "fix-too-old";

    /// <summary>No living person has that temperature.</summary>
    public const string TemperatureOutOfRange = "temperature-out-of-range";

    /// <summary>A symptom is not known here.</summary>
    public const string UnknownSymptom = "unknown-symptom";

    /// <summary>The note is longer than the programme takes.</summary>
    public const string NoteTooLong = "note-too-long";

    /// <summary>There is no such call any more, or it does not ring now.</summary>
    public const string CallOver = "call-over";

    /// <summary>Too many calls run at this moment: it is put off, or asked for again later.</summary>
    public const string CallsFull = "calls-full";

    /// <summary>Somebody else answers for the person and is called instead.</summary>
    public const string CarerIsCalled = "carer-is-called";

    /// <summary>The offer of a call cannot be read, or has no video that the server can take.</summary>
    public const string OfferUnusable = "offer-unusable";
}
