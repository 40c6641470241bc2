using System.Globalization;
using System.Text.Json;

namespace Actors.LoadTest.Ledgers;

/// <summary>
/// What one row of the ledger says, as far as the reconciler needs it. It is read from the stored bytes without the code that
/// wrote them, so that both cannot share a mistake.
/// </summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>A stay began.</summary>
    public sealed record StayStarted(DateTimeOffset LandedAt, DateTimeOffset EndsAt, DateTimeOffset At) : Fact;

    /// <summary>A stay ended.</summary>
    public sealed record StayEnded : Fact;

    /// <summary>The person checked in.</summary>
    public sealed record CheckedIn(ulong Command, int Day, DateTimeOffset At, string Receipt) : Fact;

    /// <summary>The prompts of a day were drawn.</summary>
    public sealed record DayPlanned(int Day, IReadOnlyList<DrawnPrompt> Prompts) : Fact;

    /// <summary>A prompt was sent.</summary>
    public sealed record PromptIssued(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A second fix was asked for.</summary>
    public sealed record SecondFixAsked(int Prompt, DateTimeOffset At, DateTimeOffset ClosesAt) : Fact;

    /// <summary>A prompt reached the phone.</summary>
    public sealed record PromptDelivered(int Prompt, DateTimeOffset At, Channel Channel = Channel.App) : Fact;

    /// <summary>The time for a prompt was extended.</summary>
    public sealed record PromptExtended(int Prompt, DateTimeOffset ClosesAt) : Fact;

    /// <summary>An answer to a prompt could not be used.</summary>
    public sealed record AnswerFailed(int Prompt) : Fact;

    /// <summary>A prompt was closed without an answer in time.</summary>
    /// <param name="Prompt">Its number.</param>
    /// <param name="Outcome">Its outcome.</param>
    /// <param name="IsExcusedByPhone">Whether it is excused because an answer could not be used.</param>
    public sealed record PromptClosed(int Prompt, PromptOutcome Outcome, bool IsExcusedByPhone) : Fact;

    /// <summary>A location or health report.</summary>
    public sealed record Reported(
        ulong Command, int? Prompt, int Day, DateTimeOffset At, PromptOutcome? Outcome, string Receipt) : Fact;

    /// <summary>The person was silent for too long.</summary>
    /// <param name="Step">1: unreachable. 2: a supervisor is told.</param>
    public sealed record ContactLost(int Step) : Fact;

    /// <summary>A person registered.</summary>
    public sealed record Registered : Fact;

    /// <summary>The roster confirmed a registration.</summary>
    public sealed record RosterConfirmed(bool NameDiffers) : Fact;

    /// <summary>The person passed the airport, as the registration says.</summary>
    public sealed record StayBegun : Fact;

    /// <summary>A row that the reconciler does not need.</summary>
    public sealed record Other : Fact;
}

/// <summary>One row of the ledger.</summary>
/// <param name="Grain">The key of the grain.</param>
/// <param name="Sequence">Its number among the events of the grain, from 1 without gaps.</param>
/// <param name="At">When it happened, in programme time.</param>
/// <param name="Fact">What it says.</param>
public sealed record LedgerEntry(string Grain, long Sequence, DateTimeOffset At, Fact Fact);

/// <summary>One prompt of the plan of a day.</summary>
public sealed record DrawnPrompt(int Number, PromptKind Kind, DateTimeOffset At);

/// <summary>What a prompt asks, with the numbers of the ledger.</summary>
public enum PromptKind
{
    /// <summary>A health report.</summary>
    Health = 0,

    /// <summary>The position of the person.</summary>
    Location = 1,

    /// <summary>A second position.</summary>
    SecondFix = 2,
}

/// <summary>By what a prompt reached the phone, with the numbers of the ledger.</summary>
public enum Channel
{
    /// <summary>The connected app.</summary>
    App = 1,

    /// <summary>Web push.</summary>
    Push = 2,

    /// <summary>A short message.</summary>
    Sms = 3,
}

/// <summary>The outcome of a prompt, with the numbers of the ledger.</summary>
public enum PromptOutcome
{
    /// <summary>Planned and not sent yet.</summary>
    Planned = 0,

    /// <summary>Sent; an answer is still in time.</summary>
    Open = 1,

    /// <summary>Answered in time.</summary>
    Answered = 2,

    /// <summary>Answered late.</summary>
    Late = 3,

    /// <summary>Not answered although it reached the phone.</summary>
    Missed = 4,

    /// <summary>Does not count against the person.</summary>
    Excused = 5,
}

/// <summary>Reads the JSON of a row.</summary>
public static class FactReader
{
    private static readonly string[] Receipts =
    [
        "", "checkedIn", "checkedInAtNewPlace", "locationReceived", "locationReceivedLate", "secondFixWanted", "healthReceived",
        "healthReceivedLate", "symptomsReceived", "checkedInWithoutPosition", "positionUnusable",
    ];

    private static readonly Fact Other = new Fact.Other();

    /// <summary>Reads a row of a kind.</summary>
    /// <exception cref="FormatException">A required member is missing.</exception>
    public static Fact Read(string kind, JsonElement body) => kind switch
    {
        "entrant.stay-started" => new Fact.StayStarted(Moment(body, "landedAt"), Moment(body, "endsAt"), Moment(body, "at")),
        "entrant.stay-ended" => new Fact.StayEnded(),
        "entrant.checked-in" => new Fact.CheckedIn(Command(body), Number(body, "day"), Moment(body, "at"), Receipt(body)),
        "entrant.day-planned" => new Fact.DayPlanned(
            Number(body, "day"),
            [.. Member(body, "prompts").EnumerateArray().Select(drawn => new DrawnPrompt(
                Number(drawn, "number"), (PromptKind)NumberOf<PromptKind>(Member(drawn, "kind")), Moment(drawn, "at")))]),
        "entrant.prompt-issued" => new Fact.PromptIssued(Prompt(body), Moment(body, "at"), Moment(body, "closesAt")),
        "entrant.second-fix-asked" => new Fact.SecondFixAsked(Prompt(body), Moment(body, "at"), Moment(body, "closesAt")),
        "entrant.answer-failed" => new Fact.AnswerFailed(Prompt(body)),
        "entrant.prompt-delivered" => new Fact.PromptDelivered(
            Prompt(body), Moment(body, "at"), (Channel)NumberOf<Channel>(Member(body, "channel"))),
        "entrant.prompt-extended" => new Fact.PromptExtended(Prompt(body), Moment(body, "closesAt")),
        "entrant.prompt-closed" => new Fact.PromptClosed(
            Prompt(body), (PromptOutcome)NumberOf<PromptOutcome>(Member(body, "fate")),
            Member(body, "excuse") is { ValueKind: JsonValueKind.String } excuse
                && excuse.GetString() is "AnswerUnusable" or "PositionUnusable"),
        "entrant.location-reported" or "entrant.health-reported" => Report(body),
        "registration.submitted" => new Fact.Registered(),
        "registration.confirmed" => new Fact.RosterConfirmed(Member(body, "nameDiffers").GetBoolean()),
        "registration.stay-begun" => new Fact.StayBegun(),
        "entrant.fell-silent" => new Fact.ContactLost(Step(Member(body, "step"))),
        _ => Other,
    };

    private static Fact.Reported Report(JsonElement body) => new(
        Command(body),
        Optional(body, "prompt") is { } prompt ? prompt.GetInt32() : null,
        Number(body, "day"),
        Moment(body, "at"),
        Optional(body, "fate") is { } outcome ? (PromptOutcome)NumberOf<PromptOutcome>(outcome) : null,
        Receipt(body));

    private static int Prompt(JsonElement body) => Number(body, "prompt");

    private static int Number(JsonElement body, string name) => Member(body, name).GetInt32();

    /// <summary>Reads a moment given as text (ISO 8601) or in seconds since 1970-01-01 UTC.</summary>
    private static DateTimeOffset Moment(JsonElement body, string name)
    {
        var value = Member(body, name);
        return value.ValueKind == JsonValueKind.Number
            ? DateTimeOffset.FromUnixTimeSeconds(value.GetInt64())
            : value.GetDateTimeOffset();
    }

    private static ulong Command(JsonElement body)
    {
        var value = Member(body, "command");
        value = value.ValueKind == JsonValueKind.Object ? Member(value, "value") : value;
        return value.ValueKind == JsonValueKind.String
            ? ulong.Parse(value.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : value.GetUInt64();
    }

    private static string Receipt(JsonElement body)
    {
        var value = Member(body, "receipt");
        return value.ValueKind == JsonValueKind.String
            ? JsonNamingPolicy.CamelCase.ConvertName(value.GetString()!)
            : value.GetInt32() is >= 0 and var number && number < Receipts.Length ? Receipts[number]
            : throw new FormatException($"A row has the unknown receipt {value.GetInt32()}.");
    }

    private static int Step(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetInt32()
        : value.GetString()!.Equals("Supervisor", StringComparison.OrdinalIgnoreCase) ? 2 : 1;

    /// <summary>Reads an enumeration value given as a number or as a name.</summary>
    private static int NumberOf<TEnum>(JsonElement value)
        where TEnum : struct, Enum => value.ValueKind == JsonValueKind.Number
            ? value.GetInt32()
            : Convert.ToInt32(Enum.Parse<TEnum>(value.GetString()!, ignoreCase: true), CultureInfo.InvariantCulture);

    private static JsonElement Member(JsonElement body, string name) =>
        Optional(body, name) ?? throw new FormatException($"A row lacks {name}.");

    private static JsonElement? Optional(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
