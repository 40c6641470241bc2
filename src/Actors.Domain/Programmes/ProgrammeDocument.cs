using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Programmes;

/// <summary>
/// The file of one version of a programme as it was written. Names contain units. Every value may be missing or wrong.
/// </summary>
internal sealed record ProgrammeDocument
{
    public string? Id { get; init; }

    public int? Version { get; init; }

    public string? Name { get; init; }

    public string? Zone { get; init; }

    public DaysSection? Days { get; init; }

    public LocationSection? Location { get; init; }

    public HealthSection? Health { get; init; }

    public PresenceSection? Presence { get; init; }

    public CallsSection? Calls { get; init; }

    public DeliverySection? Delivery { get; init; }

    public ContactSection? Contact { get; init; }

    public RegistrationSection? Registration { get; init; }

    public InspectionSection? Inspection { get; init; }

    internal sealed record DaysSection
    {
        public int? EntryDay { get; init; }

        public int? LastDay { get; init; }

        public int? FreeAfterHours { get; init; }
    }

    internal sealed record LocationSection
    {
        public int? PromptsMin { get; init; }

        public int? PromptsMax { get; init; }

        public string? WindowFrom { get; init; }

        public string? WindowTo { get; init; }

        public int? GapMinutes { get; init; }

        public int? OpenMinutes { get; init; }

        public int? ReminderAfterMinutes { get; init; }

        public int? LateDays { get; init; }

        public int? SecondFixMinutes { get; init; }
    }

    internal sealed record HealthSection
    {
        public string? PushAt { get; init; }

        public string? DueBy { get; init; }

        public int? LateDays { get; init; }

        public decimal? FeverFromCelsius { get; init; }

        public decimal? PlausibleFromCelsius { get; init; }

        public decimal? PlausibleToCelsius { get; init; }

        public int? NoteLength { get; init; }
    }

    internal sealed record PresenceSection
    {
        public int? RadiusMetres { get; init; }

        public int? UnusableAboveMetres { get; init; }

        public int? UnusableAfterSeconds { get; init; }

        public int? FutureToleranceSeconds { get; init; }

        public int? RefusedAfterHours { get; init; }

        public int? LearningFixes { get; init; }
    }

    internal sealed record CallsSection
    {
        public int? PerDayMin { get; init; }

        public int? PerDayMax { get; init; }

        public string? WindowFrom { get; init; }

        public string? WindowTo { get; init; }

        public int? GapMinutes { get; init; }

        public int? NoticeSeconds { get; init; }

        public int? RingSeconds { get; init; }

        public int? RetryAfterMinutes { get; init; }

        public int? Retries { get; init; }

        public int? ResumeAfterSeconds { get; init; }

        public int? Resumptions { get; init; }

        public int? CheckSeconds { get; init; }

        public int? PlaceSeconds { get; init; }

        public int? QueueSeconds { get; init; }

        public int? CallBackAfterMinutes { get; init; }

        public int? PostponeMinutes { get; init; }

        public int? Stills { get; init; }

        public int? StillDays { get; init; }
    }

    internal sealed record DeliverySection
    {
        public int? OutageToleranceMinutes { get; init; }
    }

    internal sealed record ContactSection
    {
        public int? UnreachableAfterHours { get; init; }

        public int? SupervisorAfterHours { get; init; }

        public int? PingAfterMinutes { get; init; }

        public string? MinimumAppVersion { get; init; }

        public int? RetentionDays { get; init; }
    }

    /// <summary>The values of files that leave them out.</summary>
    internal sealed record RegistrationSection
    {
        public int? TermsVersion { get; init; } = 1;

        public int? HealthNoticeVersion { get; init; } = 1;

        public int? PledgeNoticeVersion { get; init; } = 1;

        public int? LocationNoticeVersion { get; init; } = 1;

        public string? RecommendedAppVersion { get; init; } = "1.0.0";

        public string? MinimumIos { get; init; } = "13.5";

        public string? MinimumAndroid { get; init; } = "6.0";

        public int? TakeoverWaitHours { get; init; } = 24;

        public int? TakeoverRestDays { get; init; } = 7;

        public int? CodeTries { get; init; } = 5;

        public int? ContactFromDay { get; init; } = 2;

        public int? UnusedDays { get; init; } = 60;

        public int? RosterDays { get; init; } = 28;

        public bool? ErasesOnRequest { get; init; } = true;

        public string? DetailsContact { get; init; } = "app@hco.example";

        public string? AppContact { get; init; } = "followup@hco.example";
    }

    /// <summary>The values of files that leave them out.</summary>
    internal sealed record InspectionSection
    {
        public string[]? Required { get; init; } =
        [
            "registered", "confirmed", "pledge", "testCertificate", "questionnaire", "permissions", "pushTest", "locationTest",
            "cameraTest", "locationHistory", "exposureApp",
        ];

        public int? TestWaitSeconds { get; init; } = 60;

        public int? CodeMinutes { get; init; } = 10;

        public int? LandedWithinDays { get; init; } = 1;

        public int? RemindEveryDays { get; init; } = 3;

        public string? RemindAt { get; init; } = "10:00";
    }
}

/// <summary>
/// Reads programme files: tolerant of form, strict of sense. Comments, a comma too many and 150.0 for 150 are accepted;
/// unknown and duplicate members are errors.
/// </summary>
[JsonSourceGenerationOptions(
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    Converters = [typeof(WholeNumber)],
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ProgrammeDocument))]
internal sealed partial class ProgrammeJsonContext : JsonSerializerContext
{
    /// <summary>A whole number, however it is written: 150, 150.0 or 1.5e2.</summary>
    internal sealed class WholeNumber : JsonConverter<int>
    {
        /// <inheritdoc/>
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) && decimal.IsInteger(number)
            && number is >= int.MinValue and <= int.MaxValue
                ? (int)number
                : throw new JsonException("A whole number without quotation marks is expected here.");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value);
    }
}
