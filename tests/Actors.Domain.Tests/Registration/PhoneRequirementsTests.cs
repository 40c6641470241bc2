using Actors.Domain.Registration;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Registration;

public sealed class PhoneRequirementsTests
{
    [Theory]
    [InlineData("1.0.0", "iOS 13.5", PhoneStanding.Good)]
    [InlineData("1.0.0", "iOS 13.4.1", PhoneStanding.SystemTooOld)]
    [InlineData("1.0.0", "iPhone12,1 iOS 16.4", PhoneStanding.Good)]
    [InlineData("1.0.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 13_3 like Mac OS X)", PhoneStanding.SystemTooOld)]
    [InlineData("1.0.0", "iPadOS 17", PhoneStanding.Good)]
    [InlineData("1.0.0", "Android 6", PhoneStanding.Good)]
    [InlineData("1.0.0", "Android 5.1.1", PhoneStanding.SystemTooOld)]
    [InlineData("1.0.0", "Chrome 120 on Android 14", PhoneStanding.Good)]
    [InlineData("1.0.0", "Android", PhoneStanding.Good)]
    [InlineData("1.0.0", "KaiOS 2.5", PhoneStanding.Good)]
    [InlineData("1.0.0", "", PhoneStanding.Good)]
    [InlineData("", "Android 14", PhoneStanding.Good)]
    [InlineData("0.9.9", "Android 14", PhoneStanding.AppTooOld)]
    [InlineData("v1.4.2-beta.1", "Android 14", PhoneStanding.UpdateAsked)]
    [InlineData("1.5", "Android 14", PhoneStanding.Good)]
    [InlineData("99999999999.1", "Android 14", PhoneStanding.Good)]
    public void Versions_are_compared_and_what_cannot_be_read_locks_no_person_out(
        string app, string platform, PhoneStanding expected)
    {
        var japan = ProgrammeFiles.Japan;
        var recommended = app.StartsWith('v') || app == "1.5" ? new Version(1, 5) : japan.Registration.RecommendedAppVersion;
        Assert.Equal(expected, PhoneRequirements.Check(
            app, platform, japan with { Registration = japan.Registration with { RecommendedAppVersion = recommended } }));
    }
}
