namespace Actors.Domain.Entrants.Presence;

/// <summary>What a fix says about being at the place of stay (SPEC Q4). The numbers are stored.</summary>
[GenerateSerializer, Alias("presence-verdict")]
public enum PresenceVerdict
{
    /// <summary>The whole circle of the fix lies within the radius.</summary>
    Inside = 0,

    /// <summary>It does not tell.</summary>
    Uncertain = 1,

    /// <summary>The whole circle of the fix lies beyond the radius.</summary>
    Outside = 2,

    /// <summary>The fix is too inaccurate or too old to say anything.</summary>
    Unusable = 3,
}
