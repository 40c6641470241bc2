using Actors.Privacy.Access;

namespace Actors.Registration.Tests;

/// <summary>Who reads in tests, and why.</summary>
internal static class Staff
{
    public static AccessActor Actor { get; } = new("officer-1", "airport-officer");

    public static AccessReason Reason { get; } = new(AccessReasonCode.Matching, "item:0123456789abcdef");
}
