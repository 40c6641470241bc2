using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones;

/// <summary>Whether the server speaks with a phone.</summary>
internal static class HelloCheck
{
    /// <summary>Refuses by name what does not fit.</summary>
    /// <exception cref="HubException">It does not.</exception>
    public static void Check(Hello hello, Version oldestApp, PhoneTexts texts)
    {
        if (!ProtocolVersion.IsUnderstood(hello.ProtocolVersion))
        {
            throw NamedError.Exception(
                ErrorCode.WrongVersion,
                $"{texts.WrongVersion()} ({ProtocolVersion.Oldest} to {ProtocolVersion.Current})", "protocolVersion");
        }

        Check(hello.AppVersion, Limits.AppVersionLength, "appVersion");
        Check(hello.Platform, Limits.PlatformLength, "platform");
        Check(hello.Language, Limits.LanguageLength, "language");
        if (Read(hello.AppVersion) is not { } version)
        {
            throw NamedError.Exception(
                ErrorCode.ValueMalformed, "The version of an app is numbers with dots between them, such as 1.4.2.",
                "appVersion");
        }

        if (version < Padded(oldestApp))
        {
            throw NamedError.Exception(ErrorCode.AppTooOld, $"{texts.AppTooOld()} ({oldestApp})", "appVersion");
        }
    }

    /// <summary>Whether the connection is of no use after such an error.</summary>
    public static bool IsFinal(string code) => code is ErrorCode.WrongVersion or ErrorCode.AppTooOld;

    private static void Check(string value, int most, string field)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw NamedError.Exception(ErrorCode.ValueMissing, "This must not be empty.", field);
        }

        if (value.Length > most)
        {
            throw NamedError.Exception(ErrorCode.ValueTooLong, $"At most {most} characters.", field);
        }
    }

    private static Version? Read(string text) =>
        Version.TryParse(text.All(char.IsAsciiDigit) ? text + ".0" : text, out var version) ? Padded(version) : null;

    /// <summary>1.0 is 1.0.0: what is left out is 0, and not less than that.</summary>
    private static Version Padded(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));
}
