namespace Actors.Server.Board;

/// <summary>Where people are.</summary>
/// <param name="All">Everybody.</param>
/// <param name="Waiting">On the way to the place of stay.</param>
/// <param name="CheckedIn">At it, not yet free.</param>
/// <param name="Ended">Free.</param>
/// <param name="Unreachable">Of whom nothing was heard for too long.</param>
/// <param name="Unconfirmed">Whom the roster does not know.</param>
/// <param name="Connected">Phones connected to this server now, of all programmes.</param>
internal sealed record BoardPeople(
    long All, long Waiting, long CheckedIn, long Ended, long Unreachable, long Unconfirmed, long Connected);
