using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Actors.Protocol;

/// <summary>A named reason for which the server did not do what a peer asked.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>, or one of a newer server.</param>
/// <param name="Field">The member that is to be mended, as a path (<c>fix.latitude</c>); null: not one alone.</param>
/// <param name="Message">For people: what is wrong and what to do.</param>
public sealed partial record ProtocolError(string Code, string? Field, string Message)
{
    private const string Marker = "HubException: ";

    /// <summary>
    /// Reads the form that <see cref="ToString"/> writes, with or without what SignalR sets before it; false when it is
    /// something else.
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
    /// <c>code: message</c> or <c>code (field): message</c>: how an error travels where SignalR leaves room for one text only.
    /// </summary>
    public override string ToString() => Field is null ? $"{Code}: {Message}" : $"{Code} ({Field}): {Message}";

    [GeneratedRegex(@"\A(?<code>[a-z]+(-[a-z]+)*)( \((?<field>[^()]*)\))?: (?<message>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
