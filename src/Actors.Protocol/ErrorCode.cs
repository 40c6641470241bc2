namespace Actors.Protocol;

/// <summary>
/// Codes of <see cref="ProtocolError"/>. They are stable. A peer that does not know a code shows the message.
/// </summary>
public static class ErrorCode
{
    /// <summary>The server has no method of that name.</summary>
    public const string UnknownMessage = "unknown-message";

    /// <summary>The arguments do not fit the method: a member is missing or has another type.</summary>
    public const string WrongTypes = "wrong-types";

    /// <summary>The message is not JSON or is nested too deeply. The connection closes.</summary>
    public const string NotJson = "not-json";

    /// <summary>The message is longer than <see cref="Limits.MessageBytes"/>.</summary>
    public const string MessageTooLarge = "message-too-large";

    /// <summary>The phone sends too many messages. The server accepts the message again a little later.</summary>
    public const string TooManyMessages = "too-many-messages";

    /// <summary>The server does not speak that version of the protocol. The connection closes.</summary>
    public const string WrongVersion = "wrong-version";

    /// <summary>The app is too old and must be updated. The connection closes.</summary>
    public const string AppTooOld = "app-too-old";

    /// <summary>Hello must be the first message of a connection.</summary>
    public const string HelloFirst = "hello-first";

    /// <summary>The phone speaks for its person and for companions only.</summary>
    public const string NotYourPerson = "not-your-person";

    /// <summary>The server is overloaded or took too long. The phone sends the same message again later.</summary>
    public const string Busy = "busy";

    /// <summary>The server failed. The phone sends the same message again later.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>A required member is empty.</summary>
    public const string ValueMissing = "value-missing";

    /// <summary>A member has the wrong form.</summary>
    public const string ValueMalformed = "value-malformed";

    /// <summary>A member is smaller or larger than possible.</summary>
    public const string ValueOutOfRange = "value-out-of-range";

    /// <summary>A text or a list is longer than allowed.</summary>
    public const string ValueTooLong = "value-too-long";

    /// <summary>There is no stay, or none yet.</summary>
    public const string NoStay = "no-stay";

    /// <summary>The stay has ended and accepts nothing more.</summary>
    public const string StayEnded = "stay-ended";

    /// <summary>A stay is in progress; another one can begin only after its end.</summary>
    public const string StayGoesOn = "stay-goes-on";

    /// <summary>The server does not know the programme or its version.</summary>
    public const string ProgrammeUnknown = "programme-unknown";

    /// <summary>The landing lies in the future.</summary>
    public const string LandedInFuture = "landed-in-future";

    /// <summary>The stay would already have ended.</summary>
    public const string StayOver = "stay-over";

    /// <summary>The handle was never given to this person.</summary>
    public const string HandleForeign = "handle-foreign";

    /// <summary>The handle was used before, or a newer prompt replaced it.</summary>
    public const string HandleUsed = "handle-used";

    /// <summary>The prompt no longer accepts even a late answer.</summary>
    public const string HandleExpired = "handle-expired";

    /// <summary>The handle belongs to a prompt of another kind.</summary>
    public const string HandleOfOtherKind = "handle-of-other-kind";

    /// <summary>Another command had this id. The phone draws a new id for each command.</summary>
    public const string CommandIdUsed = "command-id-used";

    /// <summary>The time of the answer is days ago, or so far before accepted ones that it may repeat one of them.</summary>
    public const string AnsweredTooLongAgo = "answered-too-long-ago";

    /// <summary>The phone sent too many reports today that answer no prompt. Answers to prompts are accepted.</summary>
    public const string TooManyReports = "too-many-reports";

    /// <summary>The person already answers for the maximum number of companions.</summary>
    public const string TooManyCompanions = "too-many-companions";

    /// <summary>The latitude is not between -90 and 90 degrees.</summary>
    public const string LatitudeOutOfRange = "latitude-out-of-range";

    /// <summary>The longitude is not between -180 and 180 degrees.</summary>
    public const string LongitudeOutOfRange = "longitude-out-of-range";

    /// <summary>The temperature is not one that a living person has.</summary>
    public const string TemperatureOutOfRange = "temperature-out-of-range";

    /// <summary>The server does not know a symptom.</summary>
    public const string UnknownSymptom = "unknown-symptom";

    /// <summary>The note is longer than the programme allows.</summary>
    public const string NoteTooLong = "note-too-long";

    /// <summary>The call has ended or does not ring now.</summary>
    public const string CallOver = "call-over";

    /// <summary>Too many calls are in progress. The call is postponed, or the person asks again later.</summary>
    public const string CallsFull = "calls-full";

    /// <summary>The carer who answers for the person is called instead.</summary>
    public const string CarerIsCalled = "carer-is-called";

    /// <summary>The offer cannot be read, or has no video that the server can receive.</summary>
    public const string OfferUnusable = "offer-unusable";

    /// <summary>The system of the phone is too old.</summary>
    public const string SystemTooOld = "system-too-old";

    /// <summary>There is no such date, or no living person was born on it.</summary>
    public const string DateImpossible = "date-impossible";

    /// <summary>The second entry is not the same as the first.</summary>
    public const string EntriesDiffer = "entries-differ";

    /// <summary>The person did not agree yet.</summary>
    public const string ConsentMissing = "consent-missing";

    /// <summary>The text has changed; the person reads the present one.</summary>
    public const string ConsentOutdated = "consent-outdated";

    /// <summary>The steps were not taken in their order.</summary>
    public const string StepsOutOfOrder = "steps-out-of-order";

    /// <summary>The phone did not ask for its permissions.</summary>
    public const string PermissionsNotAsked = "permissions-not-asked";

    /// <summary>The person has not registered.</summary>
    public const string NotRegistered = "not-registered";

    /// <summary>The phone has registered with other details.</summary>
    public const string AlreadyRegistered = "already-registered";

    /// <summary>The roster knows the details; staff correct them.</summary>
    public const string AlreadyConfirmed = "already-confirmed";

    /// <summary>What was kept of the person was erased. The phone registers with a new key.</summary>
    public const string RegistrationErased = "registration-erased";

    /// <summary>The request is not signed by the phone that speaks for the person.</summary>
    public const string SignatureWrong = "signature-wrong";

    /// <summary>A later request was signed before. The phone signs again.</summary>
    public const string SignatureUsed = "signature-used";

    /// <summary>The time of the signature is far from that of the server, by which the phone signs again.</summary>
    public const string ClockDiffers = "clock-differs";

    /// <summary>The test of the officer at the airport is over, or was started again.</summary>
    public const string TestOver = "test-over";

    /// <summary>No other phone asks for the registration.</summary>
    public const string NoTakeover = "no-takeover";

    /// <summary>The code is wrong or not valid any more, or there is none.</summary>
    public const string CodeWrong = "code-wrong";

    /// <summary>A companion does not answer for companions.</summary>
    public const string CarerAnswers = "carer-answers";

    /// <summary>There were too many attempts. The phone tries again later.</summary>
    public const string TooManyAttempts = "too-many-attempts";
}
