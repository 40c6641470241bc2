namespace Actors.Server.Staff.Pages;

/// <summary>The addresses of the pages of staff.</summary>
internal static class StaffPaths
{
    /// <summary>What a person may do.</summary>
    public const string Home = "/staff";

    /// <summary>Where staff sign in.</summary>
    public const string SignIn = "/staff/sign-in";

    /// <summary>The second step of it.</summary>
    public const string Code = "/staff/sign-in/code";

    /// <summary>Ends the session.</summary>
    public const string SignOut = "/staff/sign-out";

    /// <summary>Where the first administrator begins.</summary>
    public const string SetUp = "/staff/set-up";

    /// <summary>Where invited staff begin. The code follows after <c>#</c>, which browsers do not send.</summary>
    public const string Join = "/staff/join";

    /// <summary>One's own account.</summary>
    public const string Account = "/staff/account";

    /// <summary>Where an authenticator is added.</summary>
    public const string Authenticator = "/staff/account/authenticator";

    /// <summary>The accounts of all staff.</summary>
    public const string People = "/staff/people";

    /// <summary>The inspection at the airport.</summary>
    public const string Airport = "/staff/airport";

    /// <summary>The sign-in page, from which a person comes back.</summary>
    public static string SignInFor(string next) => $"{SignIn}?next={Uri.EscapeDataString(next)}";

    /// <summary>An address of this server, or <see cref="Home"/>: nothing else is led to.</summary>
    public static string Local(string? next) =>
        next is ['/', ..] and not ['/', '/' or '\\', ..] && !next.Any(char.IsControl) ? next : Home;
}
