using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>The first message of every connection.</summary>
/// <param name="ProtocolVersion">The version that the phone speaks, see <see cref="Protocol.ProtocolVersion"/>.</param>
/// <param name="AppVersion">
/// Numbers separated by dots; what stands around them is ignored. The server keeps <see cref="Limits.AppVersionLength"/>
/// characters.
/// </param>
/// <param name="Platform">
/// The system and its version, for staff. The server keeps <see cref="Limits.PlatformLength"/> characters.
/// </param>
/// <param name="Language">The wanted language of texts, a tag of RFC 5646. English if the server lacks it.</param>
/// <param name="Condition">The condition of the phone; null if it cannot tell.</param>
/// <param name="InCall">The number of the call that the phone shows; null if there is none.</param>
public sealed record Hello(
    int ProtocolVersion,
    [property: JsonConverter(typeof(LenientText))] string AppVersion = "",
    [property: JsonConverter(typeof(LenientText))] string Platform = "",
    [property: JsonConverter(typeof(LenientText))] string Language = "",
    Condition? Condition = null, int? InCall = null);

/// <summary>The answer to <see cref="Hello"/>.</summary>
/// <param name="ProtocolVersion">The version that both sides speak on this connection.</param>
/// <param name="ServerTime">The present programme time. All times of prompts and days are programme time.</param>
/// <param name="Speed">Programme seconds per real second; 1 outside demonstrations.</param>
/// <param name="Person">The id of the phone's person, 32 hexadecimal digits.</param>
/// <param name="Language">The language of the texts that follow.</param>
/// <param name="Homes">The home of the person, then one for each companion, with all prompts that can be answered.</param>
/// <param name="Call">The current call; null if there is none.</param>
/// <param name="PushKey">
/// The key with which the phone subscribes to push, as <c>applicationServerKey</c>, in base64url; null if the server sends none.
/// </param>
public sealed record Welcome(
    int ProtocolVersion, DateTimeOffset ServerTime, double Speed, string Person, string Language, IReadOnlyList<Home> Homes,
    VideoCall? Call = null, string? PushKey = null);

/// <summary>
/// The condition of a phone. The server asks the person to repair what is broken and never counts it against them. A phone
/// leaves out what it cannot tell, and whatever it sends is read as well as it can be: none of it refuses a message.
/// </summary>
/// <param name="LocationDenied">The app has no permission to read the location.</param>
/// <param name="CameraDenied">The app has no permission to use the camera.</param>
/// <param name="MicrophoneDenied">The app has no permission to use the microphone.</param>
/// <param name="NotificationsDenied">The app has no permission to show notifications.</param>
/// <param name="Silent">The phone is silent or only vibrates.</param>
/// <param name="BatterySaver">The battery saver is on.</param>
/// <param name="NoPush">There is no push subscription.</param>
/// <param name="BatteryPercent">0 to 100, rounded by the server; null, or any other number, if unknown.</param>
[JsonConverter(typeof(Lenient))]
public sealed record Condition(
    bool LocationDenied = false, bool CameraDenied = false, bool MicrophoneDenied = false, bool NotificationsDenied = false,
    bool Silent = false, bool BatterySaver = false, bool NoPush = false, double? BatteryPercent = null)
{
    /// <summary>Reads what it can: a member that is no truth value is false, a charge that is no number is unknown.</summary>
    internal sealed class Lenient : JsonConverter<Condition>
    {
        public override Condition? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new(
                Is("locationDenied"), Is("cameraDenied"), Is("microphoneDenied"), Is("notificationsDenied"), Is("silent"),
                Is("batterySaver"), Is("noPush"),
                json.RootElement.TryGetProperty("batteryPercent", out var charge) && charge.ValueKind == JsonValueKind.Number
                    ? charge.GetDouble()
                    : null);

            bool Is(string name) =>
                json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
        }

        public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("locationDenied", value.LocationDenied);
            writer.WriteBoolean("cameraDenied", value.CameraDenied);
            writer.WriteBoolean("microphoneDenied", value.MicrophoneDenied);
            writer.WriteBoolean("notificationsDenied", value.NotificationsDenied);
            writer.WriteBoolean("silent", value.Silent);
            writer.WriteBoolean("batterySaver", value.BatterySaver);
            writer.WriteBoolean("noPush", value.NoPush);
            if (value.BatteryPercent is { } charge)
            {
                writer.WriteNumber("batteryPercent", charge);
            }

            writer.WriteEndObject();
        }
    }
}

/// <summary>Asks the phone for its condition.</summary>
/// <param name="SentAt">The wall clock of the server, not programme time.</param>
public sealed record Ping(DateTimeOffset SentAt);

/// <summary>The answer to <see cref="Ping"/>.</summary>
/// <param name="Condition">The condition of the phone; null if it is the same as before.</param>
public sealed record Pong(Condition? Condition = null);

/// <summary>The phone asks for a new token in place of the one by which it signed in. It has no members yet.</summary>
public sealed record TokenRenewal;

/// <summary>A new token for the phone.</summary>
/// <param name="Token">
/// The token. The one before is valid for a day, and ends when the phone connects with the new one.
/// </param>
public sealed record RenewedToken(string Token)
{
    /// <summary>Omits the token, which must not reach logs.</summary>
    public override string ToString() => nameof(RenewedToken);
}

/// <summary>The server asks for another <see cref="Hello"/> on this connection.</summary>
/// <param name="Reason">For the log of the app; not shown to the person.</param>
public sealed record Resync(string Reason);

/// <summary>The phone is to connect again, to another server.</summary>
/// <param name="WithinSeconds">
/// The phone draws a moment within this time, in real seconds, so that not all phones come back at once.
/// </param>
public sealed record Reconnect(double WithinSeconds);

/// <summary>The answer to a command. The same command sent again gets the same answer.</summary>
/// <param name="Code">One of <see cref="ReceiptCode"/>; null if the command was refused.</param>
/// <param name="Text">For the person, in the language of the phone.</param>
/// <param name="Error">Why the command changed nothing; null if it was accepted.</param>
public sealed record Receipt(string? Code, string Text, ProtocolError? Error = null)
{
    /// <summary>Whether the command is accepted and durable.</summary>
    [JsonIgnore]
    public bool IsAccepted => Error is null;
}

/// <summary>How a command was accepted. A peer that does not know a code shows the text of the receipt.</summary>
public static class ReceiptCode
{
    /// <summary>Checked in at a known place, or at the first one.</summary>
    public const string CheckedIn = "checkedIn";

    /// <summary>Checked in away from every known place; staff review it.</summary>
    public const string CheckedInAtNewPlace = "checkedInAtNewPlace";

    /// <summary>A location report in time, or an unasked one.</summary>
    public const string LocationReceived = "locationReceived";

    /// <summary>A location report after its time, kept and marked late.</summary>
    public const string LocationReceivedLate = "locationReceivedLate";

    /// <summary>The location report is not conclusive; the server asks for a second one.</summary>
    public const string SecondFixWanted = "secondFixWanted";

    /// <summary>The position cannot be used. It is kept, and the server asks for another one.</summary>
    public const string PositionUnusable = "positionUnusable";

    /// <summary>Checked in with a position that cannot be used; the place is learnt from the next location report.</summary>
    public const string CheckedInWithoutPosition = "checkedInWithoutPosition";

    /// <summary>A health report without complaints.</summary>
    public const string HealthReceived = "healthReceived";

    /// <summary>A health report after its time, kept and marked late.</summary>
    public const string HealthReceivedLate = "healthReceivedLate";

    /// <summary>A health report with complaints; the text has the contact of the health centre.</summary>
    public const string SymptomsReceived = "symptomsReceived";

    /// <summary>The phone has no position, or location is off; staff may call.</summary>
    public const string NoPosition = "noPosition";
}

/// <summary>A message for the person to read.</summary>
/// <param name="Person">The person it concerns, 32 hexadecimal digits.</param>
/// <param name="Kind">The subject.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record Notice(string Person, NoticeKind Kind, string Text);

/// <summary>The subject of a <see cref="Notice"/>.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>Asks whether the person is well, after a long silence.</summary>
    WellBeing,

    /// <summary>The registration has changed, or its details are to be compared: the phone reads it again.</summary>
    Registration,

    /// <summary>Another phone asks to continue the registration: the phone asks the person.</summary>
    OtherPhone,

    /// <summary>The person is reminded to keep location history and exposure app on.</summary>
    Settings,
}
