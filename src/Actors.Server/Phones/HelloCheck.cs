using System.Text.RegularExpressions;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones;

/// <summary>
/// Checks the Hello of a phone. Only the versions of protocol and app can refuse it; the rest is only for show.
/// </summary>
internal static partial class HelloCheck
{
    /// <summary>Checks a Hello.</summary>
    /// <returns>The Hello with texts that can be stored and shown.</returns>
    /// <exception cref="HubException">The server does not accept it; the error is named.</exception>
    public static Hello Check(Hello hello, Version oldestApp, PhoneTexts texts)
    {
        if (!ProtocolVersion.IsUnderstood(hello.ProtocolVersion))
        {
            throw NamedError.Exception(
                ErrorCode.WrongVersion,
                $"{texts.WrongVersion()} ({ProtocolVersion.Oldest} to {ProtocolVersion.Current})", "protocolVersion");
        }

        // An app whose version cannot be read may be of any age. Its person is not locked out for that.
        if (Read(hello.AppVersion) is { } version && version < Padded(oldestApp))
        {
            throw NamedError.Exception(ErrorCode.AppTooOld, $"{texts.AppTooOld()} ({oldestApp})", "appVersion");
        }

        return hello with
        {
            AppVersion = Cut(hello.AppVersion, Limits.AppVersionLength),
            Platform = Cut(hello.Platform, Limits.PlatformLength),
        };
    }

    /// <summary>Whether an error is final: the phone cannot do better on this connection.</summary>
    public static bool IsFinal(string code) => code is ErrorCode.WrongVersion or ErrorCode.AppTooOld;

    /// <summary>Reads the first numbers of a text: 1.4.2 of <c>v1.4.2-beta.1</c>. <c>null</c> if there are none.</summary>
    private static Version? Read(string text)
    {
        var found = Numbers().Match(text);
        return !found.Success ? null : new(Part("major"), Part("minor"), Part("build"), Part("revision"));

        int Part(string name) => found.Groups[name] is not { Success: true, Value: var digits } ? 0
            : int.TryParse(digits, out var number) ? number
            : int.MaxValue;
    }

    /// <summary>Fills missing parts with 0, so that 1.0 equals 1.0.0.</summary>
    private static Version Padded(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));

    /// <summary>Removes what a database or a log may refuse, and cuts the rest between characters.</summary>
    private static string Cut(string text, int max)
    {
        var printable = string.Concat(text.Where(character => !char.IsControl(character))).Trim();
        var length = Math.Min(printable.Length, max);
        return printable[..(length > 0 && char.IsHighSurrogate(printable[length - 1]) ? length - 1 : length)];
    }

    [GeneratedRegex(
        @"\A\s*[vV]?\s*(?<major>[0-9]+)"
        + @"(\.(?<minor>[0-9]+))?(\.(?<build>[0-9]+))?(\.(?<revision>[0-9]+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
