using System.Buffers;
using System.Text.Json;

namespace Actors.Server.Phones.Wire;

/// <summary>The part of a message that is needed to answer it without reading its arguments.</summary>
/// <param name="Type">The message type of SignalR's JSON protocol; 1 is an invocation.</param>
/// <param name="InvocationId">The id that the answer carries; <c>null</c> if the sender expects no answer.</param>
/// <param name="Target">The name of the method.</param>
internal readonly record struct MessageHead(int Type, string? InvocationId, string? Target)
{
    /// <summary>Deeper than the hub allows, so that a message that is too deep can still be answered.</summary>
    private const int Depth = 1_024;

    private const int MaxNameLength = 128;

    /// <summary>Reads the head, as far as the message is valid.</summary>
    public static MessageHead Read(ReadOnlySequence<byte> message)
    {
        var head = default(MessageHead);
        try
        {
            var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = Depth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return head;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isId, isTarget) =
                    (reader.ValueTextEquals("type"), reader.ValueTextEquals("invocationId"), reader.ValueTextEquals("target"));
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var type))
                {
                    head = head with { Type = type };
                }
                else if (isId)
                {
                    head = head with { InvocationId = Name(ref reader) };
                }
                else if (isTarget)
                {
                    head = head with { Target = Name(ref reader) };
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            // Return what was read before the mistake.
        }

        return head;
    }

    private static string? Name(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType == JsonTokenType.String && length <= MaxNameLength)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
