using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Stays;

/// <summary>Writes the tallies of a stay as one base64 text.</summary>
public sealed class StayTallyJsonConverter : JsonConverter<StayTally>
{
    /// <inheritdoc/>
    public override StayTally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return StayTally.FromBytes(reader.GetBytesFromBase64());
        }
        catch (FormatException exception)
        {
            throw new JsonException("Not the tally of a stay.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StayTally value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBase64StringValue(value.Bytes);
    }
}
