using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;

namespace Actors.Domain.Tests.Plans;

/// <summary>Keys and stays that are the same in every run.</summary>
internal static class PlanKeys
{
    public static readonly PlanKey Rising = new([.. Enumerable.Range(0, PlanKey.ByteCount).Select(value => (byte)value)]);

    public static readonly PlanKey Other = new([.. Enumerable.Range(1, PlanKey.ByteCount).Select(value => (byte)value)]);

    public static readonly StayId Stay = StayId.Parse("0123456789abcdef0123456789abcdef");

    public static StayId Numbered(int number) => StayId.Parse((number + 1).ToString("x32", CultureInfo.InvariantCulture));
}
