using System.Globalization;
using System.Text.Json;

namespace Actors.LoadTest.Ledgers;

/// <summary>Reads the JSON of a row.</summary>
public static class FactReader
{
    private static readonly string[] Receipts =
    [
        "", "checkedIn", "checkedInAtNewPlace", "locationReceived", "locationReceivedLate", "secondFixWanted", "healthReceived",
        "healthReceivedLate", "symptomsReceived",
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
        "entrant.prompt-delivered" => new Fact.PromptDelivered(Prompt(body), Moment(body, "at")),
        "entrant.prompt-extended" => new Fact.PromptExtended(Prompt(body), Moment(body, "closesAt")),
        "entrant.prompt-closed" => new Fact.PromptClosed(
            Prompt(body), (PromptOutcome)NumberOf<PromptOutcome>(Member(body, "fate"))),
        "entrant.location-reported" or "entrant.health-reported" => Report(body),
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
