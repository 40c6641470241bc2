using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Actors.WebRtc.Ice;

/// <summary>The characters of fragments, passwords and foundations: <c>ice-char</c> (RFC 8839, section 5.1).</summary>
internal static class IceCharacters
{
    /// <summary>All 64 characters, so that a random one carries six bits.</summary>
    public const string All = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(All);

    /// <summary>Whether a text has only these characters and a length within limits.</summary>
    public static bool Fit(ReadOnlySpan<char> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && !text.ContainsAnyExcept(Allowed);
}

/// <summary>
/// The user name of a check: the receiver's fragment, a colon, the sender's (RFC 8445, section 7.2.2). An endpoint with
/// many calls on one port finds the call by the first half.
/// </summary>
public static class IceUsername
{
    /// <summary>Splits a user name.</summary>
    /// <param name="username">The value of USERNAME.</param>
    /// <param name="receiver">The receiver's fragment.</param>
    /// <param name="sender">The sender's fragment.</param>
    /// <returns>Whether it has two halves.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> username, out ReadOnlySpan<byte> receiver, out ReadOnlySpan<byte> sender)
    {
        var colon = username.IndexOf((byte)':');
        receiver = colon > 0 ? username[..colon] : default;
        sender = colon > 0 ? username[(colon + 1)..] : default;
        return receiver.Length > 0 && sender.Length > 0;
    }
}

/// <summary>
/// The user name fragment and password of one side of a call (RFC 8445, section 5.3; RFC 8839, section 5.4). A side
/// learns the other's password from the offer or answer.
/// </summary>
public sealed class IceCredentials
{
    private const int NameLength = 8;
    private const int PasswordLength = 24;
    private const int MinFragmentLength = 4;
    private const int MinPasswordLength = 22;
    private const int MaxLength = 256;

    private readonly byte[] _name;
    private readonly byte[] _password;

    private IceCredentials(string fragment, string password)
    {
        (Fragment, Password) = (fragment, password);
        (_name, _password) = (Encoding.ASCII.GetBytes(fragment), Encoding.ASCII.GetBytes(password));
    }

    /// <summary>The user name fragment.</summary>
    public string Fragment { get; }

    /// <summary>The password.</summary>
    public string Password { get; }

    /// <summary>The fragment in ASCII.</summary>
    public ReadOnlySpan<byte> FragmentBytes => _name;

    /// <summary>The password in ASCII, which is the key of MESSAGE-INTEGRITY.</summary>
    public ReadOnlySpan<byte> PasswordBytes => _password;

    /// <summary>
    /// Draws credentials: 48 random bits of fragment and 144 of password. RFC 8445 asks for 24 and 128.
    /// </summary>
    public static IceCredentials Create(RandomNumberGenerator random) =>
        new IceCredentials(Draw(random, NameLength), Draw(random, PasswordLength));

    /// <summary>Reads the other side's credentials.</summary>
    /// <returns>Whether characters and lengths follow the grammar.</returns>
    public static bool TryCreate(string? fragment, string? password, [NotNullWhen(true)] out IceCredentials? credentials)
    {
        credentials = IceCharacters.Fit(fragment, MinFragmentLength, MaxLength)
            && IceCharacters.Fit(password, MinPasswordLength, MaxLength)
                ? new IceCredentials(fragment!, password!)
                : null;
        return credentials is not null;
    }

    /// <summary>Does not show the password.</summary>
    public override string ToString() => "ICE credentials";

    private static string Draw(RandomNumberGenerator random, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        random.GetBytes(bytes);
        Span<char> characters = stackalloc char[length];
        for (var index = 0; index < length; index++)
        {
            characters[index] = IceCharacters.All[bytes[index] % IceCharacters.All.Length];
        }

        return new string(characters);
    }
}
