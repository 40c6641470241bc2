using Actors.Domain.Inspection;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Grains.Inspection;

namespace Actors.Server.Demo.Enrolment;

/// <summary>
/// Does for fictional people who have landed what the officer at the airport does for real ones: goes through the checklist,
/// tests the phone, and lets the person pass.
/// </summary>
internal sealed class PlayedOfficer(IGrainFactory grains, TimeProvider wall)
{
    /// <summary>The account that stands beside what the officer says.</summary>
    public const string Account = "fictional-officer";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Lets a person and the companions pass: their stays begin. What the phone does not answer is waived. May be repeated.
    /// </summary>
    /// <returns>Why the person does not pass; <c>null</c> if the stay has begun.</returns>
    public async Task<Refusal?> PassAsync(string person, DateTimeOffset landedAt)
    {
        var inspection = grains.GetGrain<IInspectionGrain>(person);
        foreach (var item in Enum.GetValues<CheckItem>())
        {
            // That the roster knows the person is nothing that the officer sees.
            if (InspectionChecklist.IsByHand(item) && item != CheckItem.Confirmed
                && await inspection.MarkAsync(Account, item, CheckMark.Met) is { } refusal)
            {
                return refusal;
            }
        }

        if (await inspection.StartTestsAsync(Account) is { } untested)
        {
            return untested;
        }

        foreach (var line in (await WaitForTestsAsync(inspection)).Where(line => line.IsRequired
            && line.Standing is not (CheckStanding.Met or CheckStanding.Waived)))
        {
            if (await inspection.MarkAsync(Account, line.Item, CheckMark.Waived) is { } refusal)
            {
                return refusal;
            }
        }

        return await inspection.PassAsync(Account, landedAt);
    }

    /// <summary>Waits until the phone has answered what it can answer at once, or has had its time.</summary>
    private async Task<IReadOnlyList<CheckLine>> WaitForTestsAsync(IInspectionGrain inspection)
    {
        var begun = wall.GetTimestamp();
        while (true)
        {
            var checklist = (await inspection.ReadAsync())!.Checklist;
            if (wall.GetElapsedTime(begun) > Patience || !checklist.Any(line => line.Standing == CheckStanding.Waiting
                && line.Item is CheckItem.LocationTest or CheckItem.CameraTest))
            {
                return checklist;
            }

            await Task.Delay(Look, wall);
        }
    }
}
