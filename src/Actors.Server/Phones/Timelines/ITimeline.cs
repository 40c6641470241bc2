using Actors.Domain.Stays;

namespace Actors.Server.Phones.Timelines;

/// <summary>
/// Everything that was recorded about a person's stay, and what counted; never what is still planned (SPEC Q10).
/// </summary>
public interface ITimeline
{
    /// <summary>One page, the newest first.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="stay">Which stay.</param>
    /// <param name="before">Where the page before ended: its <see cref="TimelinePage.Next"/>; null: from the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TimelinePage> ReadAsync(EntrantId person, StayId stay, long? before, CancellationToken cancellationToken = default);
}
