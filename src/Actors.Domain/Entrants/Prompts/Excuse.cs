namespace Actors.Domain.Entrants.Prompts;

/// <summary>Why a prompt does not count. The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-excuse")]
public enum Excuse : byte
{
    /// <summary>It does count.</summary>
    None = 0,

    /// <summary>Nothing proves that it reached the phone in time to be answered.</summary>
    NotDelivered = 1,

    /// <summary>The platform itself could not be reached for too long.</summary>
    Outage = 2,

    /// <summary>It was never sent, because no phone could be reached.</summary>
    NotConnected = 3,

    /// <summary>The registration was not confirmed yet.</summary>
    NotConfirmed = 4,

    /// <summary>Another prompt took its place.</summary>
    Superseded = 5,

    /// <summary>The stay had ended.</summary>
    StayEnded = 6,

    /// <summary>The person was away with a permit.</summary>
    Permit = 7,
}
