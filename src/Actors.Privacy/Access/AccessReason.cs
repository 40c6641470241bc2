using System.Text.RegularExpressions;

namespace Actors.Privacy.Access;

/// <summary>
/// Why personal data is opened: a reason of the list and the piece of work it is for. There is no free text, because
/// people would write personal data into it.
/// </summary>
public sealed partial record AccessReason
{
    /// <summary>Gives a reason.</summary>
    /// <param name="code">One of the list.</param>
    /// <param name="reference">
    /// The call, incident, case or work item, by kind and random id: <c>call:</c> and 16 to 32 hexadecimal digits. Longer
    /// than any telephone or passport number, so that neither is put here by mistake.
    /// </param>
    /// <exception cref="ArgumentException">The code is not in the list, or the reference has another form.</exception>
    public AccessReason(AccessReasonCode code, string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Code = Enum.IsDefined(code) ? code : throw new ArgumentException("There is no such reason.", nameof(code));
        Reference = ReferenceForm().IsMatch(reference)
            ? reference
            : throw new ArgumentException(
                "A reference has a kind of a-z and hyphens, a colon, and 16 to 32 hexadecimal digits.", nameof(reference));
    }

    /// <summary>The reason.</summary>
    public AccessReasonCode Code { get; }

    /// <summary>The piece of work.</summary>
    public string Reference { get; }

    /// <summary>As it stands in the log: <c>Incident incident:0123456789abcdef</c>.</summary>
    public override string ToString() => $"{Code} {Reference}";

    [GeneratedRegex("^[a-z][a-z-]{1,23}:[0-9a-f]{16,32}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReferenceForm();
}
