using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Actors.WebRtc.Ice;

/// <summary>
/// The name and the password of one side of one call (RFC 8445, section 5.3; RFC 8839, section 5.4). Whoever knows the
/// password was given the offer or the answer.
/// </summary>
public sealed class IceCredentials
{
    private const int NameLength = 8;
    private const int PasswordLength = 24;
    private const int ShortestName = 4;
    private const int ShortestPassword = 22;
    private const int Longest = 256;

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

    /// <summary>The fragment as it stands in messages.</summary>
    public ReadOnlySpan<byte> FragmentBytes => _name;

    /// <summary>The password as a key.</summary>
    public ReadOnlySpan<byte> PasswordBytes => _password;

    /// <summary>New ones: 48 random bits of name, 144 of password. The standard asks for 24 and 128.</summary>
    public static IceCredentials Create(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new IceCredentials(Draw(random, NameLength), Draw(random, PasswordLength));
    }

    /// <summary>Those of the other side.</summary>
    /// <returns>Whether they have the characters and lengths that they must have.</returns>
    public static bool TryCreate(string? fragment, string? password, [NotNullWhen(true)] out IceCredentials? credentials)
    {
        credentials = IceCharacters.Fit(fragment, ShortestName, Longest)
            && IceCharacters.Fit(password, ShortestPassword, Longest)
                ? new IceCredentials(fragment!, password!)
                : null;
        return credentials is not null;
    }

    /// <summary>Does not tell the password.</summary>
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
