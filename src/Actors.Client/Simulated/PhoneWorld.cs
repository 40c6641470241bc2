namespace Actors.Client.Simulated;

/// <summary>What all simulated phones of one run have in common.</summary>
public sealed class PhoneWorld
{
    /// <summary>Where the server is, and how clients behave.</summary>
    public required EntrantClientOptions Options { get; init; }

    /// <summary>The programme clock.</summary>
    public required FollowedClock Clock { get; init; }

    /// <summary>What the phones are going to do.</summary>
    public required PhoneSchedule Schedule { get; init; }

    /// <summary>The wall clock, for measuring.</summary>
    public required TimeProvider Wall { get; init; }

    /// <summary>The probability with which a phone misbehaves with one message.</summary>
    public double Faults { get; init; }

    /// <summary>Told how long a report took, on the wall clock, until it was acknowledged.</summary>
    public Action<TimeSpan> Reported { get; init; } = static _ => { };

    /// <summary>Told when, by the programme clock, a prompt was sent that has just arrived.</summary>
    public Action<DateTimeOffset> Arrived { get; init; } = static _ => { };
}
