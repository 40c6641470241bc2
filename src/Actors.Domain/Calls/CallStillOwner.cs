using System.Text.RegularExpressions;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Calls;

/// <summary>Whose stills, and of which call.</summary>
public sealed partial record CallStillOwner
{
    /// <summary>Names a person in a call.</summary>
    /// <param name="record">The record under whose key they are sealed.</param>
    /// <param name="call">The call's id, 1 to 100 characters of ASCII without spaces. Never personal data.</param>
    /// <param name="person">Who is to be seen.</param>
    /// <exception cref="ArgumentException">The call's id has another form, or the record or the person is a default value.</exception>
    public CallStillOwner(RecordId record, string call, EntrantId person)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (record == default || person == default)
        {
            throw new ArgumentException("Stills belong to a record and a person.", nameof(record));
        }

        Record = record;
        Person = person;
        Call = CallForm().IsMatch(call)
            ? call
            : throw new ArgumentException("A call's id has 1 to 100 characters of ASCII without spaces.", nameof(call));
    }

    /// <summary>The record under whose key they are sealed.</summary>
    public RecordId Record { get; }

    /// <summary>The call.</summary>
    public string Call { get; }

    /// <summary>Who is to be seen.</summary>
    public EntrantId Person { get; }

    [GeneratedRegex("^[!-~]{1,100}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex CallForm();
}
