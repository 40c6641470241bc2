using System.Text.RegularExpressions;
using Actors.Domain.Programmes;

namespace Actors.Domain.Registration;

/// <summary>Whether app and system of a phone are new enough (SPEC E7).</summary>
public static partial class PhoneRequirements
{
    /// <summary>Compares the versions of a phone with those of a programme. What cannot be read locks no person out.</summary>
    /// <param name="appVersion">The version of the app, such as 1.4.2.</param>
    /// <param name="platform">The system and its version, such as iOS 16.4.</param>
    /// <param name="programme">The programme.</param>
    public static PhoneStanding Check(string appVersion, string platform, Programme programme)
    {
        var rules = programme.Registration;
        var app = Read(appVersion);
        var system = SystemName().Match(platform);
        var oldest = system.Groups["android"].Success ? rules.MinimumAndroid : rules.MinimumIos;
        return IsOlder(app, programme.Contact.MinimumAppVersion) ? PhoneStanding.AppTooOld
            : system.Success && IsOlder(Read(platform[system.Index..]), oldest) ? PhoneStanding.SystemTooOld
            : IsOlder(app, rules.RecommendedAppVersion) ? PhoneStanding.UpdateAsked
            : PhoneStanding.Good;
    }

    private static bool IsOlder(Version? version, Version oldest) => version is not null && version < Padded(oldest);

    /// <summary>The first numbers of a text; <c>null</c> if there are none.</summary>
    private static Version? Read(string text)
    {
        var found = Numbers().Match(text);
        return found.Success ? new(Part(1), Part(2), Part(3), 0) : null;

        int Part(int group) => found.Groups[group] is not { Success: true, Value: var digits } ? 0
            : int.TryParse(digits, out var number) ? number
            : int.MaxValue;
    }

    private static Version Padded(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0), 0);

    [GeneratedRegex(@"([0-9]+)(?:[._]([0-9]+))?(?:[._]([0-9]+))?")]
    private static partial Regex Numbers();

    /// <summary>The word before the version of the system; names of models have numbers too.</summary>
    [GeneratedRegex(
        @"(?<android>android)|\b(ipad|i)os\b|iphone os|cpu os", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SystemName();
}

/// <summary>Whether app and system of a phone are new enough.</summary>
public enum PhoneStanding
{
    /// <summary>They are.</summary>
    Good,

    /// <summary>The person is asked to update the app.</summary>
    UpdateAsked,

    /// <summary>The app must be updated first.</summary>
    AppTooOld,

    /// <summary>The system of the phone is too old.</summary>
    SystemTooOld,
}
