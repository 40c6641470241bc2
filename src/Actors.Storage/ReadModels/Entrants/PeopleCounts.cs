namespace Actors.Storage.ReadModels.Entrants;

/// <summary>How many people of one programme are where. All = waiting + checked in + ended.</summary>
/// <param name="All">Everybody with a stay in the programme, present or last.</param>
/// <param name="Waiting">On the way to the place of stay.</param>
/// <param name="CheckedIn">At it, and not yet free.</param>
/// <param name="Ended">Free.</param>
/// <param name="Unreachable">Of whom nothing was heard for too long, among those not yet free.</param>
/// <param name="Unconfirmed">Whom the roster does not know, among those not yet free.</param>
public readonly record struct PeopleCounts(
    long All, long Waiting, long CheckedIn, long Ended, long Unreachable, long Unconfirmed)
{
    public static PeopleCounts operator +(PeopleCounts left, PeopleCounts right) => new(
        left.All + right.All, left.Waiting + right.Waiting, left.CheckedIn + right.CheckedIn, left.Ended + right.Ended,
        left.Unreachable + right.Unreachable, left.Unconfirmed + right.Unconfirmed);

    public static PeopleCounts operator -(PeopleCounts left, PeopleCounts right) => new(
        left.All - right.All, left.Waiting - right.Waiting, left.CheckedIn - right.CheckedIn, left.Ended - right.Ended,
        left.Unreachable - right.Unreachable, left.Unconfirmed - right.Unconfirmed);
}
