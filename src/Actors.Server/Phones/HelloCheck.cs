using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones;

/// <summary>Checks the Hello of a phone: protocol, app, and the length of its texts.</summary>
internal static class HelloCheck
{
    /// <summary>Checks a Hello.</summary>
    /// <exception cref="HubException">The server does not accept it; the error is named.</exception>
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
                ErrorCode.ValueMalformed, "The version of an app is numbers separated by dots, such as 1.4.2.",
                "appVersion");
        }

        if (version < Padded(oldestApp))
        {
            throw NamedError.Exception(ErrorCode.AppTooOld, $"{texts.AppTooOld()} ({oldestApp})", "appVersion");
        }
    }

    /// <summary>Whether an error is final: the phone cannot do better on this connection.</summary>
    public static bool IsFinal(string code) => code is ErrorCode.WrongVersion or ErrorCode.AppTooOld;

    private static void Check(string value, int max, string field)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw NamedError.Exception(ErrorCode.ValueMissing, "This must not be empty.", field);
        }

        if (value.Length > max)
        {
            throw NamedError.Exception(ErrorCode.ValueTooLong, $"At most {max} characters.", field);
        }
    }

    private static Version? Read(string text) =>
        Version.TryParse(text.All(char.IsAsciiDigit) ? text + ".0" : text, out var version) ? Padded(version) : null;

    /// <summary>Fills missing parts with 0, so that 1.0 equals 1.0.0.</summary>
    private static Version Padded(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));
}
