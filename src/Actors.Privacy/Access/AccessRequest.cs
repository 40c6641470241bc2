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
