using System.Text;
using System.Text.RegularExpressions;

namespace Actors.Domain.Protection;

/// <summary>
/// The field of a record to which a sealed value belongs. It is authenticated with the value, so a value that is copied
/// into another field does not open. The names are stored and keep their meaning.
/// </summary>
public readonly partial record struct SealPurpose
{
    private readonly string? _name;

    /// <summary>Creates a purpose.</summary>
    /// <param name="name">1 to 32 of a–z, 0–9 and hyphens, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public SealPurpose(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Form().IsMatch(name))
        {
            throw new ArgumentException("A purpose has 1 to 32 of a-z, 0-9 and hyphens and begins with a letter.", nameof(name));
        }

        _name = name;
    }

    /// <summary>The passport number.</summary>
    public static SealPurpose PassportNumber { get; } = new("passport-number");

    /// <summary>The date of birth.</summary>
    public static SealPurpose BirthDate { get; } = new("birth-date");

    /// <summary>The surname as in the passport.</summary>
    public static SealPurpose Surname { get; } = new("surname");

    /// <summary>The given name as in the passport.</summary>
    public static SealPurpose GivenName { get; } = new("given-name");

    /// <summary>The telephone number.</summary>
    public static SealPurpose Phone { get; } = new("phone");

    /// <summary>The e-mail address.</summary>
    public static SealPurpose Email { get; } = new("email");

    /// <summary>The address of the place of stay.</summary>
    public static SealPurpose Address { get; } = new("address");

    /// <summary>The coordinates of a fix.</summary>
    public static SealPurpose Position { get; } = new("position");

    /// <summary>The place of stay as it was learnt.</summary>
    public static SealPurpose Place { get; } = new("place");

    /// <summary>The answers of a health report.</summary>
    public static SealPurpose Health { get; } = new("health");

    /// <summary>Still pictures of a call.</summary>
    public static SealPurpose Evidence { get; } = new("evidence");

    /// <summary>A note by the person or by staff.</summary>
    public static SealPurpose Note { get; } = new("note");

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public string Name => _name ?? throw new InvalidOperationException("A default purpose has no name.");

    /// <summary>The maximum length of a name in bytes.</summary>
    public const int MaxNameBytes = 32;

    /// <summary>Returns the name, or an empty text for the default value.</summary>
    public override string ToString() => _name ?? "";

    /// <summary>Writes the name in ASCII and returns its length.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public int WriteTo(Span<byte> destination) => Encoding.ASCII.GetBytes(Name, destination);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
