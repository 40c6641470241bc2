namespace Actors.Client.Simulated;

/// <summary>What all simulated phones of one run share.</summary>
public sealed class PhoneWorld
{
    /// <summary>The servers and the settings of the clients.</summary>
    public required EntrantClientOptions Options { get; init; }

    /// <summary>The programme clock.</summary>
    public required FollowedClock Clock { get; init; }

    /// <summary>The planned steps of the phones.</summary>
    public required PhoneSchedule Schedule { get; init; }

    /// <summary>The wall clock, for measurements.</summary>
    public required TimeProvider Wall { get; init; }

    /// <summary>The probability with which a phone misbehaves on one message.</summary>
    public double Faults { get; init; }

    /// <summary>Called with the real time that a report took until it was acknowledged.</summary>
    public Action<TimeSpan> Reported { get; init; } = static _ => { };

    /// <summary>Called for each new prompt that arrives, with the programme time at which it was sent.</summary>
    public Action<DateTimeOffset> Arrived { get; init; } = static _ => { };
}
