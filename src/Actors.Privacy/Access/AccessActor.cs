using System.Text.RegularExpressions;

namespace Actors.Privacy.Access;

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
