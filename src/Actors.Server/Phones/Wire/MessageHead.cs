using System.Buffers;
using System.Text.Json;

namespace Actors.Server.Phones.Wire;

/// <summary>What of a message is needed to answer it without reading its arguments.</summary>
/// <param name="Type">The type of SignalR's JSON protocol; 1: an invocation.</param>
/// <param name="InvocationId">What the answer carries; null: none is waited for.</param>
/// <param name="Target">The name of the method.</param>
internal readonly record struct MessageHead(int Type, string? InvocationId, string? Target)
{
    /// <summary>Deeper than any message of ours, so that one that is too deep can still be answered.</summary>
    private const int Depth = 1_024;

    private const int LongestName = 128;

    /// <summary>Reads the head; what follows a mistake is not read.</summary>
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
            // The head as far as it could be read.
        }

        return head;
    }

    private static string? Name(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType == JsonTokenType.String && length <= LongestName)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
