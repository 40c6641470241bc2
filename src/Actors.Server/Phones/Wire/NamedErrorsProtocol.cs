using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.Wire;

/// <summary>
/// SignalR's JSON protocol, with named errors for messages that cannot be read. Such a message becomes an invocation of
/// <see cref="Unreadable"/>, so that it counts in the budget of the phone and as an attempt to answer. So does a record of an
/// unknown type, which needs no answer. What is no record at all closes the connection with the error.
/// </summary>
internal sealed partial class NamedErrorsProtocol(JsonHubProtocol inner, HubMeter meter) : IHubProtocol
{
    /// <summary>The byte that ends every message.</summary>
    private const byte Separator = 0x1E;

    private const int Invocation = 1;
    private const int StreamInvocation = 4;
    private const string NoSuchMessage = "The server has no such message. Update the app or the server.";

    /// <summary>The method of the hub that refuses a message. A phone cannot invoke it.</summary>
    public const string Unreadable = "unreadable";

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int Version => inner.Version;

    /// <inheritdoc/>
    public TransferFormat TransferFormat => inner.TransferFormat;

    /// <inheritdoc/>
    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    /// <inheritdoc/>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    /// <inheritdoc/>
    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        message = ReadMessage(ref input, binder);
        return message is not null;
    }

    /// <summary>Reads one record. <c>null</c> if it is not complete.</summary>
    private HubMessage? ReadMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder)
    {
        var end = input.PositionOf(Separator);
        var raw = end is { } position ? input.Slice(0, position) : input;
        if (raw.Length > Limits.HardMessageBytes)
        {
            throw Failure(new(ErrorCode.MessageTooLarge, null, $"A message has at most {Limits.MessageBytes} bytes."));
        }

        if (end is null)
        {
            return null;
        }

        if (raw.Length > Limits.MessageBytes)
        {
            input = input.Slice(input.GetPosition(1, end.Value));
            return Refuse(
                raw,
                new(ErrorCode.MessageTooLarge, null, $"A message has at most {Limits.MessageBytes} bytes. Make it shorter."));
        }

        try
        {
            return !inner.TryParseMessage(ref input, binder, out var message) ? Skip() : message switch
            {
                InvocationBindingFailureMessage failure => Refuse(failure.InvocationId, failure.Target, ErrorOf(failure)),
                StreamInvocationMessage or InvocationMessage { StreamIds.Length: > 0 } => Refuse(
                    raw, new(ErrorCode.UnknownMessage, null, "The server has no streams. Invoke the method without them.")),
                InvocationMessage { Target: Unreadable } => Refuse(
                    raw, new(ErrorCode.UnknownMessage, null, NoSuchMessage)),
                _ => message,
            };
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException)
        {
            input = input.Slice(input.GetPosition(1, end.Value));
            return Refuse(
                raw, new(ErrorCode.NotJson, null, "The message is not JSON of SignalR, or is nested too deep."));
        }
    }

    private static ProtocolError ErrorOf(InvocationBindingFailureMessage failure) => failure.BindingFailure.SourceException switch
    {
        HubException => new(ErrorCode.UnknownMessage, null, NoSuchMessage),
        { InnerException: JsonException { Path: { Length: > 0 } path } exception } => new(
            ErrorCode.WrongTypes, FieldOf(path, exception.Message),
            exception.Message.StartsWith(TimeWithOffset.Problem, StringComparison.Ordinal)
                ? TimeWithOffset.Problem
                : "This field is missing or has the wrong type."),
        _ => new(ErrorCode.WrongTypes, null, "The message has one argument, an object."),
    };

    /// <summary>The field that is wrong; if fields are missing, the first of them, which only the message names.</summary>
    private static string? FieldOf(string path, string message)
    {
        var missing = MissingMember().Match(message).Groups["name"].Value;
        var field = string.Join('.', new[] { Printable(path.TrimStart('$').TrimStart('.')), missing }.Where(part => part != ""));
        return field == "" ? null : field;
    }

    [GeneratedRegex(@"missing required properties including: '(?<name>\w+)'")]
    private static partial Regex MissingMember();

    private InvocationMessage Refuse(ReadOnlySequence<byte> raw, ProtocolError error)
    {
        var head = MessageHead.Read(raw);
        return head is { Type: Invocation or StreamInvocation, Target: not null }
            ? Refuse(head.InvocationId, head.Target, error)
            : throw Failure(error);
    }

    /// <summary>
    /// A record of an unknown type: refused without an answer, so that it counts in the budget. It is no attempt to answer.
    /// </summary>
    private static InvocationMessage Skip() =>
        Refuse(null, nameof(IEntrantHub.Hello), new(ErrorCode.UnknownMessage, null, NoSuchMessage));

    private static InvocationMessage Refuse(string? invocation, string target, ProtocolError error) =>
        new(invocation, Unreadable, [target, error.ToString()]);

    private HubException Failure(ProtocolError error)
    {
        meter.RecordMessage("?", error.Code);
        return NamedError.Exception(error);
    }

    /// <summary>Removes everything unusual: a path contains names that the phone made up.</summary>
    private static string Printable(string field) =>
        new([.. field.Take(64).Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '[' or ']')]);
}

/// <summary>Errors that reach the phone with a name.</summary>
internal static class NamedError
{
    /// <summary>The exception of an error. SignalR passes on the text of a <see cref="HubException"/> only.</summary>
    public static HubException Exception(ProtocolError error) => new(error.ToString());

    /// <inheritdoc cref="Exception(ProtocolError)"/>
    public static HubException Exception(string code, string message, string? field = null) =>
        Exception(new ProtocolError(code, field, message));
}

/// <summary>Registers the JSON protocol of phones.</summary>
internal static class NamedErrorsServiceCollectionExtensions
{
    /// <summary>Makes every hub use the JSON of <see cref="ProtocolJson"/>, with named errors.</summary>
    public static void AddNamedErrors(this IServiceCollection services)
    {
        services.Configure<JsonHubProtocolOptions>(json => json.PayloadSerializerOptions = ProtocolJson.CreateOptions());

        // SignalR takes the last protocol of a name.
        services.AddSingleton<IHubProtocol>(provider => new NamedErrorsProtocol(
            new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>()),
            provider.GetRequiredService<HubMeter>()));
    }
}

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
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
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
