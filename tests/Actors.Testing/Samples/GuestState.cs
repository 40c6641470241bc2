using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Testing.Samples;

/// <summary>The rules of a guest: pure. What they are told is sealed already.</summary>
public sealed record GuestState : IEventSourced<GuestState, GuestEvent>
{
    public GuestEvent.Registered? Registered { get; init; }

    [JsonIgnore]
    public DueTime? NextDue => null;

    public GuestState Apply(GuestEvent happened) => happened is GuestEvent.Registered registered
        ? this with { Registered = registered }
        : throw new ArgumentOutOfRangeException(nameof(happened), happened, "This event is not known.");

    public static Decision<GuestEvent, GuestEffect> Register(GuestEvent.Registered registered) =>
        new() { Events = [registered], Effects = [new GuestEffect(registered.Phone)] };
}
