using System.Text.RegularExpressions;
using Actors.Domain.Protection;

namespace Actors.Privacy.Access;

/// <summary>
/// Who wants to see what of whom, and why. It is what the access log keeps, and all that may then be opened.
/// </summary>
public sealed record AccessRequest
{
    /// <summary>Puts a request together.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="subject">Whom: the record, never a name.</param>
    /// <param name="what">Which fields; at least one.</param>
    /// <param name="why">For what reason.</param>
    /// <exception cref="ArgumentException">No field is named, or the record or a field is a default value.</exception>
    public AccessRequest(AccessActor actor, RecordId subject, IReadOnlyCollection<SealPurpose> what, AccessReason why)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(why);
        if (subject == default || what.Count == 0 || what.Contains(default))
        {
            throw new ArgumentException("An access names a record and at least one field.", nameof(what));
        }

        Actor = actor;
        Subject = subject;
        What = [.. what.Distinct().OrderBy(purpose => purpose.Name, StringComparer.Ordinal)];
        Why = why;
    }

    /// <summary>Who.</summary>
    public AccessActor Actor { get; }

    /// <summary>Whom.</summary>
    public RecordId Subject { get; }

    /// <summary>Which fields, by name, each once.</summary>
    public IReadOnlyList<SealPurpose> What { get; }

    /// <summary>For what reason.</summary>
    public AccessReason Why { get; }
}

/// <summary>The member of staff, or the job of the system, that looks at personal data.</summary>
public sealed partial record AccessActor
{
    /// <summary>Names an actor.</summary>
    /// <param name="id">
    /// Opaque account id: 1 to 64 of a–z, 0–9, dots, hyphens and underscores. Not a name, not a mail address.
    /// </param>
    /// <param name="role">
    /// The role under which the access is allowed, for example <c>operator</c>: 2 to 32 of a–z and hyphens.
    /// </param>
    /// <exception cref="ArgumentException">One of them has another form.</exception>
    public AccessActor(string id, string role)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(role);
        Id = IdForm().IsMatch(id)
            ? id
            : throw new ArgumentException("An actor id has 1 to 64 of a-z, 0-9, dots, hyphens and underscores.", nameof(id));
        Role = RoleForm().IsMatch(role)
            ? role
            : throw new ArgumentException("A role has 2 to 32 of a-z and hyphens.", nameof(role));
    }

    /// <summary>The account.</summary>
    public string Id { get; }

    /// <summary>The role.</summary>
    public string Role { get; }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex("^[a-z][a-z-]{1,31}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleForm();
}

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

/// <summary>Why staff may need to see personal data. The names stand in the access log and are not changed.</summary>
public enum AccessReasonCode
{
    /// <summary>Inspection at the airport.</summary>
    Inspection,

    /// <summary>Matching a registration with the roster.</summary>
    Matching,

    /// <summary>A video call or telephone call with the person.</summary>
    Call,

    /// <summary>An item of a work list.</summary>
    WorkItem,

    /// <summary>An incident, its evidence, an explanation or an appeal.</summary>
    Incident,

    /// <summary>A confirmed case, its completion, or its processing number.</summary>
    Case,

    /// <summary>A review of a random sample.</summary>
    Review,

    /// <summary>A correction the person asked for.</summary>
    Correction,

    /// <summary>A copy of the data the person asked for.</summary>
    DataCopy,
}
