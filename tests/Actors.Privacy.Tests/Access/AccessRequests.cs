using System.Globalization;
using Actors.Domain.Protection;
using Actors.Privacy.Access;

namespace Actors.Privacy.Tests.Access;

/// <summary>Requests to put into an access log.</summary>
internal static class AccessRequests
{
    public static AccessRequest Of(RecordId subject, params SealPurpose[] what) => new(
        new AccessActor("staff-7", "operator"),
        subject,
        what.Length > 0 ? what : [SealPurpose.Phone],
        new AccessReason(AccessReasonCode.Call, "call:0123456789abcdef"));

    public static AccessRequest Number(int number) => new(
        new AccessActor(string.Create(CultureInfo.InvariantCulture, $"staff-{number}"), "operator"),
        RecordId.New(),
        [SealPurpose.Phone],
        new AccessReason(AccessReasonCode.WorkItem, "work-item:0123456789abcdef"));
}
