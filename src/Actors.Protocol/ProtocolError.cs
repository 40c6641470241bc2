using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Actors.Protocol;

/// <summary>Why the server refused a message, in a form that travels as text.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>, or a code of a newer server.</param>
/// <param name="Field">The path of the wrong member, such as <c>fix.latitude</c>; null if it is not one member.</param>
/// <param name="Message">For people: what is wrong and what to do about it.</param>
public sealed partial record ProtocolError(string Code, string? Field, string Message)
{
    private const string Marker = "HubException: ";

    /// <summary>
    /// Reads the form that <see cref="ToString"/> writes, with or without the prefix of SignalR. Returns false for any other
    /// text.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProtocolError? error)
    {
        text ??= "";
        var start = text.IndexOf(Marker, StringComparison.Ordinal);
        var match = Form().Match(start < 0 ? text : text[(start + Marker.Length)..]);
        error = match.Success
            ? new(match.Groups["code"].Value, match.Groups["field"] is { Success: true, Value: var field } ? field : null,
                match.Groups["message"].Value)
            : null;
        return match.Success;
    }

    /// <summary>
    /// <c>code: message</c> or <c>code (field): message</c>. SignalR carries one text for an error, so all parts are in it.
    /// </summary>
    public override string ToString() => Field is null ? $"{Code}: {Message}" : $"{Code} ({Field}): {Message}";

    [GeneratedRegex(@"\A(?<code>[a-z]+(-[a-z]+)*)( \((?<field>[^()]*)\))?: (?<message>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
