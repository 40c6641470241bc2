using Actors.Domain.Entrants.Presence;
using Actors.Domain.Inspection;
using Actors.Domain.Ledger;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Grains.Inspection;
using Actors.Server.Phones.SignIn;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>What a phone does while an officer at the airport looks at it.</summary>
internal sealed class PhoneInspection(
    IGrainFactory grains, ProgrammeCatalogue programmes, IChannelKeys keys, TimeProvider wall)
{
    /// <summary>Issues the code that the officer scans.</summary>
    public Message.InspectionCode Issue(PhoneIdentity phone)
    {
        var expiresAt = wall.GetUtcNow() + programmes.Newest(phone.Programme).Inspection.CodeLifetime;
        return new(InspectionCode.Issue(keys, phone.Person, expiresAt), expiresAt);
    }

    /// <summary>Takes the answer to a test. Of a position only what is wrong with it goes further than this.</summary>
    /// <returns>Why it is refused; <c>null</c> if it is taken.</returns>
    public Task<Refusal?> ReportAsync(PhoneLink phone, PhoneIdentity identity, Message.TestReport report)
    {
        var app = phone.Screen.App;
        return grains.GetGrain<IInspectionGrain>(identity.Person.ToString()).AnswerTestAsync(new(
            report.Number, report.Kind == Message.TestKind.Camera ? CheckItem.CameraTest : CheckItem.LocationTest,
            FaultOf(report, programmes.Newest(identity.Programme).Presence),
            report.Condition is { } condition
                ? PhoneTranslation.Condition(condition, app.Version, app.Platform)?.Faults
                : null));
    }

    /// <summary>The age is not judged: the clock of a phone that has just landed may be that of another country.</summary>
    private static TestFault FaultOf(Message.TestReport report, PresenceRules rules)
    {
        if (report is not { Result: Message.TestResult.Passed, Kind: Message.TestKind.Location })
        {
            return report.Result == Message.TestResult.Denied ? TestFault.Denied
                : report.Result == Message.TestResult.Unavailable ? TestFault.Unavailable
                : TestFault.None;
        }

        return report.Fix is not { } fix || FixRules.Check(CommandTranslation.Fix(fix)) is not null ? TestFault.Unavailable
            : fix.IsMock ? TestFault.Simulated
            : fix.AccuracyMetres is >= 0 && fix.AccuracyMetres <= rules.UnusableAboveMetres ? TestFault.None
            : TestFault.Imprecise;
    }
}
