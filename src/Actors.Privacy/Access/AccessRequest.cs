using System.Text.RegularExpressions;
using Actors.Domain.Protection;

namespace Actors.Privacy.Access;

/// <summary>
/// Who wants to open which fields of which record, and why. The access log stores it, and nothing else may be opened.
/// </summary>
public sealed record AccessRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="subject">The record.</param>
    /// <param name="what">The fields; at least one.</param>
    /// <param name="why">The reason.</param>
    /// <exception cref="ArgumentException">No field is named, or the record or a field is a default value.</exception>
    public AccessRequest(AccessActor actor, RecordId subject, IReadOnlyCollection<SealPurpose> what, AccessReason why)
    {
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

    /// <summary>The actor.</summary>
    public AccessActor Actor { get; }

    /// <summary>The record.</summary>
    public RecordId Subject { get; }

    /// <summary>The fields, each once, ordered by name.</summary>
    public IReadOnlyList<SealPurpose> What { get; }

    /// <summary>The reason.</summary>
    public AccessReason Why { get; }
}

/// <summary>The member of staff, or the job of the system, that opens personal data.</summary>
public sealed partial record AccessActor
{
    /// <summary>Creates an actor.</summary>
    /// <param name="id">
    /// The opaque account id: 1 to 64 of a–z, 0–9, dots, hyphens and underscores. Not a name or mail address.
    /// </param>
    /// <param name="role">
    /// The role that allows the access, for example <c>operator</c>: 2 to 32 of a–z and hyphens.
    /// </param>
    /// <exception cref="ArgumentException">An argument is malformed.</exception>
    public AccessActor(string id, string role)
    {
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
/// Why personal data is opened: a code and the work item it is for. There is no free text, because it could contain
/// personal data.
/// </summary>
public sealed partial record AccessReason
{
    /// <summary>Creates a reason.</summary>
    /// <param name="code">The code.</param>
    /// <param name="reference">
    /// The call, incident, case or work item, by kind and random id: <c>call:</c> and 16 to 32 hexadecimal digits. This is
    /// longer than any telephone or passport number, so that neither can be passed by mistake.
    /// </param>
    /// <exception cref="ArgumentException">The code is undefined, or the reference is malformed.</exception>
    public AccessReason(AccessReasonCode code, string reference)
    {
        Code = Enum.IsDefined(code) ? code : throw new ArgumentException("There is no such reason.", nameof(code));
        Reference = ReferenceForm().IsMatch(reference)
            ? reference
            : throw new ArgumentException(
                "A reference has a kind of a-z and hyphens, a colon, and 16 to 32 hexadecimal digits.", nameof(reference));
    }

    /// <summary>The reason.</summary>
    public AccessReasonCode Code { get; }

    /// <summary>The work item.</summary>
    public string Reference { get; }

    /// <summary>The form in the log: <c>Incident incident:0123456789abcdef</c>.</summary>
    public override string ToString() => $"{Code} {Reference}";

    [GeneratedRegex("^[a-z][a-z-]{1,23}:[0-9a-f]{16,32}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReferenceForm();
}

/// <summary>Why staff may open personal data. The access log stores the names, so they must not change.</summary>
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

    /// <summary>A correction that the person requested.</summary>
    Correction,

    /// <summary>A copy of the data that the person requested.</summary>
    DataCopy,

    /// <summary>The record is erased, by a rule or on request.</summary>
    Erasure,

    /// <summary>The record is held: it is not erased although its term is over.</summary>
    Hold,

    /// <summary>A hold is released.</summary>
    Release,
}

/// <summary>A request that waits for its entry.</summary>
/// <param name="request">The request.</param>
/// <param name="since">The timestamp when it began to wait.</param>
internal sealed class PendingAccess(AccessRequest request, long since)
{
    private readonly TaskCompletionSource<AccessLogAnchor> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccessRequest Request { get; } = request;

    public long Since { get; } = since;

    /// <summary>Completes when the entry is durable or has failed.</summary>
    public Task<AccessLogAnchor> Written => _written.Task;

    public void Succeed(AccessLogAnchor anchor) => _written.TrySetResult(anchor);

    public void Fail(AccessLogUnavailableException exception)
    {
        _written.TrySetException(exception);
        // Mark the exception as observed: a caller that cancelled does not await it.
        _ = _written.Task.Exception;
    }
}
