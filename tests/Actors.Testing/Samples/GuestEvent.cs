using Actors.Domain.Protection;

namespace Actors.Testing.Samples;

/// <summary>What happens to a guest.</summary>
public abstract record GuestEvent
{
    /// <summary>The guest has said who they are.</summary>
    [Alias("test.guest-registered")]
    public sealed record Registered(Sealed Name, Sealed PassportNumber, Sealed Phone, Sealed Position) : GuestEvent;
}
